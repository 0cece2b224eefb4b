import { decide, fold } from '../the-case.js';
import type { CaseCommand, NewCaseEvent, RecordedCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import {
  advanceJourney,
  caseFollowUps,
  decideJourney,
  emptyJourney,
  journeyEvents,
  journeyFollowUps,
  travellersOf,
  type Journey,
  type JourneyBodyOf,
  type JourneyCommand,
  type JourneyCommandType,
  type NewJourneyEvent,
  type RecordedJourneyEvent,
} from '../index.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { recorded } from './given.js';
import { id, sampleContext } from './sample.js';
import { journeyId } from './returning.js';

/** Gives journey events an envelope, as the desk would; each checks against its schema. */
export const recordedJourney = (
  events: readonly NewJourneyEvent[],
  context: Context,
  first: number,
): RecordedJourneyEvent[] =>
  events.map((event, index) => {
    journeyEvents[event.type].schema.parse(event.data);
    return {
      type: event.type,
      data: event.data,
      meta: {
        eventId: id(`journey event ${first + index}`),
        revision: first + index,
        streamId: `journey-${journeyId}`,
        country: context.country,
        agency: context.actor.agency,
        actor: context.actor.id,
        occurredAt: event.occurredAt ?? context.now,
        recordedAt: context.now,
        commandId: id(`journey command ${first}`),
        bodyHash: 'hash',
        correlationId: id('correlation'),
        causationId: id('causation'),
      },
    } as RecordedJourneyEvent;
  });

/** One node's journey and the cases of its travellers, with the steps that the node takes between the two itself. */
export const party = (
  histories: Readonly<Record<string, readonly NewCaseEvent[]>>,
  base: Partial<Context> = {},
) => {
  const cases = new Map<string, RecordedCaseEvent[]>();
  const journey: RecordedJourneyEvent[] = [];
  let commands = 0;
  const context = (overrides: Partial<Context> = {}): Context =>
    sampleContext({ commandId: id(`party ${(commands += 1)}`), ...base, ...overrides });
  const file = (caseId: string): CaseFile => fold(caseId, cases.get(caseId) ?? []);
  const state = (): Journey => advanceJourney(emptyJourney(journeyId), journey);

  const append = (caseId: string, events: readonly NewCaseEvent[], now: Context): RecordedCaseEvent[] => {
    const before = cases.get(caseId) ?? [];
    const added = recorded(events, now, before.length).map((event) => ({
      ...event,
      meta: { ...event.meta, streamId: `case-${caseId}` },
    }));
    cases.set(caseId, [...before, ...added]);
    return added;
  };

  const inCase = (
    caseId: string,
    command: CaseCommand,
    overrides: Partial<Context> = {},
  ): Decision<NewCaseEvent> => {
    const now = context(overrides);
    const decision = decide(command, file(caseId), now);
    for (const event of append(caseId, decision.events, now))
      for (const next of caseFollowUps(event)) onJourney(next.command);
    return decision;
  };

  const onJourney = (
    command: JourneyCommand,
    overrides: Partial<Context> = {},
  ): Decision<NewJourneyEvent> => {
    const now = context(overrides);
    const files = new Map(
      travellersOf(command, state()).flatMap((caseId) =>
        cases.has(caseId) ? [[caseId, file(caseId)] as const] : [],
      ),
    );
    const decision = decideJourney(command, state(), now, files);
    const added = recordedJourney(decision.events, now, journey.length);
    journey.push(...added);
    for (const event of added) for (const next of journeyFollowUps(event)) inCase(next.caseId, next.command);
    return decision;
  };

  for (const [caseId, events] of Object.entries(histories)) append(caseId, events, context());

  return {
    file,
    journey: state,
    inCase,
    /** What the node learns of one of them from elsewhere. */
    adds: (caseId: string, ...events: readonly NewCaseEvent[]): void => {
      append(caseId, events, context());
    },
    /** Types of the last events of a case. */
    typesOf: (caseId: string): string[] => (cases.get(caseId) ?? []).map(({ type }) => type),
    irregularitiesOf: (caseId: string): string[] =>
      file(caseId).coordination.irregularities.map(({ rule }) => rule),
    does: <K extends JourneyCommandType>(
      type: K,
      body: JourneyBodyOf<K>,
      overrides: Partial<Context> = {},
    ): Decision<NewJourneyEvent> => onJourney({ type, body } as JourneyCommand, overrides),
  };
};
export type Party = ReturnType<typeof party>;
