import fc from 'fast-check';
import { advanceJourney, emptyJourney, type NewJourneyEvent, type RecordedJourneyEvent } from '#casework';
import { storedEvent } from '../../../test/doubles/memory-store.js';
import { id } from './happened.js';
import { caseIds } from './knowing.js';

/* Journeys on which some of those cases travel, planned and signed by whoever of a country. */
export const journeyIds = ['first', 'second', 'third', 'fourth'].map((word) => id(`journey ${word}`));

export const journeyEvent = (
  agencies: readonly string[],
): fc.Arbitrary<readonly [NewJourneyEvent, string]> => {
  const caseId = fc.constantFrom(...caseIds);
  const by = fc.constantFrom(...agencies);
  return fc.tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: caseId.map((one) => ({ type: 'TravellerAdded' as const, data: { caseId: one } })),
      },
      caseId.map((one) => ({ type: 'TravellerLeft' as const, data: { caseId: one } })),
      caseId.map((one) => ({
        type: 'JourneyHandoverSigned' as const,
        data: {
          ...{ side: 'sending' as const, officer: 'officer-1', point: 'bridge' },
          ...{ travellers: [one], items: [], discrepancies: [] },
        },
      })),
    ),
    by,
  );
};

export const journeysFrom = (
  drawn: readonly { readonly by: string; readonly events: readonly (readonly [NewJourneyEvent, string])[] }[],
) =>
  drawn.map(({ by, events }, place) => {
    const journeyId = journeyIds[place]!;
    const planned: NewJourneyEvent = {
      type: 'JourneyPlanned',
      data: {
        ...{ side: 'sending', from: 'TH', to: 'MM', point: 'bridge', group: journeyId, on: '2014-08-04' },
        legs: [],
      },
    };
    const stream = ([[planned, by], ...events] as const).map(([{ type, data }, agency], revision) => {
      const stored = storedEvent({ id: id(`${journeyId} ${revision}`), type, open: { ...data } });
      return {
        ...stored,
        meta: { ...stored.meta, agency },
        ...{ stream: `journey-${journeyId}`, revision, position: String(revision) },
      };
    });
    const history = stream.map(({ id: eventId, type, open, meta, revision, stream: streamId }) => ({
      ...{ type, data: open, meta: { ...meta, eventId, revision, streamId } },
    })) as unknown as readonly RecordedJourneyEvent[];
    return { journeyId, journey: advanceJourney(emptyJourney(journeyId), history), stream };
  });
