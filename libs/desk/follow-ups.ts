import { caseEvents, isSignedErasure, journeyEvents, type Country, type RecordedCaseEvent } from '#casework';
import type { PlacedEvent } from '#event-store';
import type { Deed, Follower } from '#following';
import { openEvent, type DataKey, type KeyRef, type KeyRing } from '#sealing';
import type { Outcome } from './aggregate.js';
import type { Desk } from './desk.js';
import { ordersInCases, ordersInJourneys } from './orders-after.js';

export interface FollowUpParts {
  readonly desk: Desk;
  readonly country: Country;
  readonly keys: Pick<KeyRing, 'erase'>;
}

const noKeys: ReadonlyMap<KeyRef, DataKey> = new Map();

/** A refusal is an answer and is not tried again; a file that is not there yet, or a queue too long, may be later. */
const settle = (outcome: Outcome): void => {
  if (outcome.kind === 'busy' || outcome.kind === 'not_found')
    throw new Error(`A follow-up could not be carried out: ${outcome.kind}.`);
};

/** An erasure without the two signatures that one needs: nothing is destroyed on its word. */
export class UnsignedErasureError extends Error {
  override readonly name = 'UnsignedErasureError';
}

type Erasure = RecordedCaseEvent & { readonly type: 'PersonErased' };

const isErasure = (event: RecordedCaseEvent): event is Erasure => event.type === 'PersonErased';

const caseOf = ({ meta }: RecordedCaseEvent): string => meta.streamId.slice('case-'.length);

/**
 * Data subjects whose keys an erasure orders to be destroyed: the person, and relatives and guardians in the file. Throws
 * `UnsignedErasureError` where the file does not hold its two signatures.
 */
export const subjectsToErase = async (
  event: Erasure,
  { cases }: Pick<Desk, 'cases'>,
): Promise<readonly string[]> => {
  const caseId = caseOf(event);
  const { file } = await cases.load(caseId);
  if (!isSignedErasure(event, file.history))
    throw new UnsignedErasureError('An erasure was confirmed without two signatures. Ask an auditor.');
  return event.data.subjects.map((subject) => (subject === 'person' ? caseId : subject));
};

const erasureAfter = (event: RecordedCaseEvent, { desk, keys }: FollowUpParts): readonly Deed[] =>
  isErasure(event) && event.data.subjects.length > 0
    ? [
        {
          lane: `keys of ${event.meta.streamId}`,
          carryOut: async () => {
            const subjects = await subjectsToErase(event, desk);
            desk.cases.forget(caseOf(event));
            for (const subject of subjects) await keys.erase(subject);
          },
        },
      ]
    : [];

const afterCaseEvent = (placed: PlacedEvent, parts: FollowUpParts): readonly Deed[] => {
  const event = openEvent(caseEvents, placed, noKeys);
  const commands = ordersInJourneys(event, parts.country).map(({ lane, order }): Deed => ({
    lane,
    carryOut: async () => settle(await parts.desk.journeys.carryOut(order)),
  }));
  return [...commands, ...erasureAfter(event, parts)];
};

const afterJourneyEvent = (placed: PlacedEvent, { desk, country }: FollowUpParts): readonly Deed[] =>
  ordersInCases(openEvent(journeyEvents, placed, noKeys), country).map(({ lane, order }) => ({
    lane,
    carryOut: async () => settle(await desk.cases.carryOut(order)),
  }));

/**
 * The follower that carries journeys into cases and cases into journeys, and destroys the keys of who was erased.
 * Needs no keys itself: what it acts on stands in clear.
 */
export const followUpsOf = (parts: FollowUpParts): Follower => ({
  name: 'follow-ups',
  deedsOf: (placed) => {
    if (placed.notAuthentic) return [];
    if (placed.stream.startsWith('case-')) return afterCaseEvent(placed, parts);
    if (placed.stream.startsWith('journey-')) return afterJourneyEvent(placed, parts);
    return [];
  },
});
