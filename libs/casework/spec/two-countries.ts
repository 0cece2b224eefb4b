import { decide, fold } from '../the-case.js';
import type {
  BodyOf,
  CaseCommand,
  CommandType,
  NewCaseEvent,
  RecordedCaseEvent,
} from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import {
  advanceJourney,
  caseFollowUps,
  decideJourney,
  emptyJourney,
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
import { id, sampleActor, sampleContext } from './sample.js';
import { recordedJourney } from './travelling.js';
import { Here, otherThan, There, type Land } from './lands.js';

export { otherThan, type Land };

/** What was decided, where, when, by what command, and for whom where it is about one person. */
export interface Step {
  readonly country: Land;
  readonly now: string;
  readonly command: string;
  readonly person?: string;
  readonly journeyId?: string;
  readonly events: readonly (NewCaseEvent | NewJourneyEvent)[];
}

interface Node {
  readonly cases: Map<string, RecordedCaseEvent[]>;
  readonly journeys: Map<string, RecordedJourneyEvent[]>;
}

type Approved = Extract<NewCaseEvent, { readonly type: 'MessageApproved' }>['data'] & {
  readonly payload: Record<string, unknown>;
};

/** The case of a person on a node. */
export const caseOf = (country: Land, person: string): string => id(`${country} ${person}`);

/**
 * Two nodes with the cases of the same people, the steps that each takes between cases and journeys itself, and messages
 * that cross when they are delivered: for each person and direction in their order, and not before.
 */
export const twoCountries = (
  people: readonly string[],
  histories: Readonly<Record<Land, readonly NewCaseEvent[]>>,
  start: string,
) => {
  const nodes: Readonly<Record<Land, Node>> = {
    [Here]: { cases: new Map(), journeys: new Map() },
    [There]: { cases: new Map(), journeys: new Map() },
  };
  const steps: Step[] = [];
  const waiting: { readonly from: Land; readonly person: string; readonly message: Approved }[] = [];
  const personOf = new Map(
    ([Here, There] as const).flatMap((country) =>
      people.map((person) => [caseOf(country, person), person] as const),
    ),
  );
  let now = start;
  let commands = 0;

  const contextIn = (country: Land, agency = 'focal'): Context =>
    sampleContext({
      commandId: id(`crossing ${(commands += 1)}`),
      country,
      now,
      actor: sampleActor(agency, `officer-${agency}`, country),
    });
  const history = (country: Land, caseId: string): readonly RecordedCaseEvent[] =>
    nodes[country].cases.get(caseId) ?? [];
  const journeyEvents = (country: Land, journeyId: string): readonly RecordedJourneyEvent[] =>
    nodes[country].journeys.get(journeyId) ?? [];
  const file = (country: Land, caseId: string): CaseFile => fold(caseId, history(country, caseId));
  const journey = (country: Land, journeyId: string): Journey =>
    advanceJourney(emptyJourney(journeyId), journeyEvents(country, journeyId));

  const append = (country: Land, caseId: string, events: readonly NewCaseEvent[], context: Context) => {
    const before = history(country, caseId);
    /** What one command records is of one command; what a case begins with is not. */
    const together = before.length > 0 ? { commandId: id(`together ${before.length}`) } : {};
    const added = recorded(events, context, before.length).map((event) => ({
      ...event,
      meta: { ...event.meta, streamId: `case-${caseId}`, ...together },
    }));
    nodes[country].cases.set(caseId, [...before, ...added]);
    return added;
  };

  const onCase = (country: Land, caseId: string, command: CaseCommand, agency?: string) => {
    const context = contextIn(country, agency);
    const decision = decide(command, file(country, caseId), context);
    const person = personOf.get(caseId) ?? '';
    steps.push({ country, now, command: command.type, person, events: decision.events });
    for (const event of append(country, caseId, decision.events, context)) {
      if (event.type === 'MessageApproved')
        waiting.push({
          from: country,
          person,
          message: { ...event.data, payload: event.data.references ?? event.data.payload ?? {} },
        });
      for (const next of caseFollowUps(event)) onJourney(country, next.journeyId, next.command);
    }
    return decision;
  };

  const onJourney = (
    country: Land,
    journeyId: string,
    command: JourneyCommand,
  ): Decision<NewJourneyEvent> => {
    const context = contextIn(country);
    const before = journey(country, journeyId);
    const files = new Map(
      travellersOf(command, before).flatMap((caseId) =>
        history(country, caseId).length > 0 ? [[caseId, file(country, caseId)] as const] : [],
      ),
    );
    const decision = decideJourney(command, before, context, files);
    steps.push({ country, now, command: command.type, journeyId, events: decision.events });
    const earlier = journeyEvents(country, journeyId);
    const added = recordedJourney(decision.events, context, earlier.length).map((event) => ({
      ...event,
      meta: { ...event.meta, streamId: `journey-${journeyId}` },
    }));
    nodes[country].journeys.set(journeyId, [...earlier, ...added]);
    for (const event of added)
      for (const next of journeyFollowUps(event)) onCase(country, next.caseId, next.command);
    return decision;
  };

  /** The oldest message that waits in one direction for one person crosses; whether there was one. */
  const deliver = (from: Land, person: string): boolean => {
    const place = waiting.findIndex((each) => each.from === from && each.person === person);
    const [next] = place < 0 ? [] : waiting.splice(place, 1);
    if (!next) return false;
    const { messageId, kind, instrument, instrumentVersion, clause, purpose, groups, answers, payload } =
      next.message;
    const [released] = onCase(from, caseOf(from, person), {
      type: 'ReleaseMessage',
      body: { messageId },
    }).events;
    if (released?.type !== 'MessageReleased') return true;
    const to = otherThan(from);
    const theirs = caseOf(to, person);
    const known = (each: RecordedCaseEvent): boolean => each.type === 'MessageReceived';
    const sequence = history(to, theirs).filter(known).length + 1;
    const body: BodyOf<'ReceiveMessage'> = {
      ...{ messageId, kind, from, sequence, instrument, instrumentVersion, clause, purpose, groups, payload },
      theirReference: id(`their reference ${from}`),
      sentAt: now,
      ...(answers ? { answers } : {}),
    };
    const received = onCase(to, theirs, { type: 'ReceiveMessage', body }).events;
    const refused = received.some(
      (event) => event.type === 'MessageReceived' && event.data.outcome === 'refused',
    );
    const receipt = { messageId, from: to, outcome: refused ? ('refused' as const) : ('received' as const) };
    onCase(from, caseOf(from, person), { type: 'RecordReceipt', body: receipt });
    return true;
  };

  for (const country of [Here, There] as const)
    for (const person of people)
      append(country, caseOf(country, person), histories[country], contextIn(country));

  return {
    steps: steps as readonly Step[],
    now: () => now,
    /** Moves the clock on; never back. */
    at: (instant: string) => {
      now = instant > now ? instant : now;
    },
    file: (country: Land, person: string) => file(country, caseOf(country, person)),
    history: (country: Land, person: string) => history(country, caseOf(country, person)),
    journey,
    inCase: <K extends CommandType>(
      country: Land,
      person: string,
      type: K,
      body: BodyOf<K>,
      agency?: string,
    ): Decision<NewCaseEvent> =>
      onCase(country, caseOf(country, person), { type, body } as CaseCommand, agency),
    onJourney: <K extends JourneyCommandType>(
      country: Land,
      journeyId: string,
      type: K,
      body: JourneyBodyOf<K>,
    ): Decision<NewJourneyEvent> => onJourney(country, journeyId, { type, body } as JourneyCommand),
    deliver,
    deliverAll: () => {
      for (let moved = true; moved;)
        moved = people
          .flatMap((person) => [deliver(Here, person), deliver(There, person)])
          .some((one) => one);
    },
  };
};
export type TwoCountries = ReturnType<typeof twoCountries>;
