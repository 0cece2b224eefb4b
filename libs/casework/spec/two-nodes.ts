import { advance, decide, fold } from '../the-case.js';
import {
  caseEvents,
  isMessageKind,
  type CaseCommand,
  type CaseEventType,
  type MessageKind,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { emptyFile, type CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { usualPolicy } from '../words/policy.js';
import { refuse, type Decision, type Refusal } from '../words/decision.js';
import type { OwnMessage } from '../disclosure/state.js';
import { recorded } from './given.js';
import { id, sampleActor, sampleContext } from './sample.js';
import { sealedFieldNames } from './sealed-field-names.js';
import { Here, otherThan, There, type Land } from './lands.js';

type Side = Land;

export interface Given {
  readonly country: Side;
  readonly agency: string;
  readonly command: CaseCommand;
}

/** What a node answered to a command. */
export interface Answered {
  readonly refusal?: Refusal;
  readonly recorded: readonly RecordedCaseEvent[];
}

const sealedIn = (type: CaseEventType): readonly string[] => sealedFieldNames(caseEvents[type].fields);

/** An event as it can be read once the keys of the person are destroyed. */
const withoutSealed = (event: RecordedCaseEvent): RecordedCaseEvent =>
  ({
    ...event,
    data: Object.fromEntries(
      Object.entries(event.data).filter(([name]) => !sealedIn(event.type).includes(name)),
    ),
  }) as RecordedCaseEvent;

/** Whether an event cannot be recorded without a key. */
const sealsSomething = ({ type, data }: NewCaseEvent): boolean =>
  Object.entries(data).some(([name, value]) => value !== undefined && sealedIn(type).includes(name));

const start = Date.parse('2013-06-03T04:00:00.000Z');
const caseId = id('case');

/**
 * Two nodes that keep a case each of one person, and what crosses between them as the bridge would carry it. Commands are
 * numbered and a minute apart, so that two worlds that are given as many have the same ids and times.
 */
export const twoNodes = (beginning: readonly NewCaseEvent[], facts: Context['facts'], under: Under = {}) => {
  const nodes = nodesFrom(nothingYet, facts, under);
  nodes.begin(beginning);
  return nodes;
};

/** Under which texts the nodes work, and what each country decides by its own law, where it is not the usual. */
interface Under extends Pick<Partial<Context>, 'instruments'> {
  readonly policyOf?: (country: Side) => Context['policy'];
}

interface Flying {
  readonly message: OwnMessage;
  readonly sequence: number;
  /** When it was released. */
  readonly sentAt: string;
}

export interface Begun {
  readonly histories: Readonly<Record<Side, readonly RecordedCaseEvent[]>>;
  readonly files: Readonly<Record<Side, CaseFile>>;
  readonly given: number;
  readonly system: Readonly<Record<Side, number>>;
  /** What is under way from each. */
  readonly flying: Readonly<Record<Side, readonly Flying[]>>;
}

/** One country as it is in one pair of nodes, and the other as in another: both set out from the same, and did not meet. */
export const together = (th: Begun, mm: Begun): Begun => ({
  histories: { [Here]: th.histories[Here], [There]: mm.histories[There] },
  files: { [Here]: th.files[Here], [There]: mm.files[There] },
  given: Math.max(th.given, mm.given),
  system: { [Here]: th.system[Here], [There]: mm.system[There] },
  flying: { [Here]: th.flying[Here], [There]: mm.flying[There] },
});

const nothingYet: Begun = {
  histories: { [Here]: [], [There]: [] },
  files: { [Here]: emptyFile(caseId), [There]: emptyFile(caseId) },
  given: 0,
  system: { [Here]: 0, [There]: 0 },
  flying: { [Here]: [], [There]: [] },
};

/** Two nodes that go on from where others are, which stay there. */
export const nodesFrom = (
  before: Begun,
  facts: Context['facts'],
  { policyOf = () => usualPolicy, ...under }: Under = {},
) => {
  const histories: Record<Side, RecordedCaseEvent[]> = {
    [Here]: [...before.histories[Here]],
    [There]: [...before.histories[There]],
  };
  const files: Record<Side, CaseFile> = { ...before.files };
  const flying: Record<Side, Flying[]> = {
    [Here]: [...before.flying[Here]],
    [There]: [...before.flying[There]],
  };
  const system = { ...before.system };
  let { given } = before;
  const now = (): string => new Date(start + given * 60_000).toISOString();
  const file = (country: Side): CaseFile => files[country];
  const add = (country: Side, events: readonly RecordedCaseEvent[]): void => {
    histories[country].push(...events);
    files[country] = histories[country].some(({ type }) => type === 'PersonErased')
      ? fold(caseId, histories[country].map(withoutSealed))
      : advance(files[country], events);
  };

  const append = (country: Side, command: CaseCommand, context: Context): Answered => {
    const decision = decide(command, file(country), context);
    const { events, refusal }: Decision<NewCaseEvent> =
      file(country).erasure.erased && decision.events.some(sealsSomething)
        ? refuse('erased', 'There is no key any more to seal it with.')
        : decision;
    const commandId = id(`together ${country} ${histories[country].length}`);
    const added = recorded(events, context, histories[country].length).map((event) => ({
      ...event,
      meta: { ...event.meta, commandId },
    }));
    add(country, added);
    return { recorded: added, ...(refusal ? { refusal } : {}) };
  };

  const asNode = (country: Side, command: CaseCommand): Answered =>
    append(
      country,
      command,
      sampleContext({
        ...under,
        policy: policyOf(country),
        country,
        facts,
        now: now(),
        commandId: id(`system ${country} ${(system[country] += 1)}`),
        actor: { id: 'node', country, agency: 'node', roles: ['system'] },
      }),
    );

  const deliver = (from: Side, message: OwnMessage, sequence: number, sentAt = now()): void => {
    const to: Side = otherThan(from);
    if (!isMessageKind(message.kind) || message.to !== to) return;
    const {
      messageId,
      instrument,
      instrumentVersion,
      clause,
      purpose,
      groups,
      scope,
      payload = {},
    } = message;
    const { recorded: effects } = asNode(to, {
      type: 'ReceiveMessage',
      body: {
        ...{ messageId, kind: message.kind satisfies MessageKind, from, sequence, sentAt },
        theirReference: id(`their reference ${from}`),
        ...(message.answers === undefined ? {} : { answers: message.answers }),
        ...(message.answerDue === undefined ? {} : { answerDue: message.answerDue }),
        ...{ instrument, instrumentVersion, clause, purpose, groups: [...groups], payload: { ...payload } },
        ...(scope ? { scope } : {}),
      },
    });
    for (const event of effects)
      if (event.type === 'MessageReceived')
        asNode(from, {
          type: 'RecordReceipt',
          body: { messageId, from: to, outcome: event.data.outcome === 'refused' ? 'refused' : 'received' },
        });
  };

  /** The first that may go now: one that has to wait is tried again after the others. */
  const release = (country: Side, deliverIt: typeof deliver): boolean =>
    file(country)
      .disclosure.own.filter(
        ({ status, notBefore = now() }) =>
          status === 'approved' && Date.parse(notBefore) <= Date.parse(now()),
      )
      .some((waiting) => {
        const { recorded: released, refusal } = asNode(country, {
          type: 'ReleaseMessage',
          body: { messageId: waiting.messageId },
        });
        for (const event of released)
          if (event.type === 'MessageReleased') deliverIt(country, waiting, event.data.sequence);
        return refusal === undefined;
      });

  const post = (country: Side, message: OwnMessage, sequence: number): void => {
    flying[country].push({ message, sequence, sentAt: now() });
  };

  return {
    begin: (beginning: readonly NewCaseEvent[]): void =>
      add(Here, recorded(beginning, sampleContext({ facts }))),
    /** What two other nodes can go on from. */
    soFar: (): Begun => ({
      histories: { [Here]: [...histories[Here]], [There]: [...histories[There]] },
      files: { ...files },
      given,
      system: { ...system },
      flying: { [Here]: [...flying[Here]], [There]: [...flying[There]] },
    }),
    /** Lets a country's messages set out, and stay under way. */
    post: (country: Side): void => {
      while (release(country, post));
    },
    /** The next message of a country that is under way arrives; whether there was one. */
    arrive: (from: Side): boolean => {
      const next = flying[from].shift();
      if (next) deliver(from, next.message, next.sequence, next.sentAt);
      return next !== undefined;
    },
    /** What a country has under way never arrives. */
    lose: (from: Side): readonly Flying[] => flying[from].splice(0),
    /** What was lost arrives after all. */
    late: (from: Side, lost: readonly Flying[]): void => {
      for (const { message, sequence, sentAt } of lost) deliver(from, message, sequence, sentAt);
    },
    /** The other country takes nothing of what a country has under way. */
    refuseAll: (from: Side): void => {
      const to: Side = otherThan(from);
      for (const { message } of flying[from].splice(0))
        asNode(from, {
          type: 'RecordReceipt',
          body: { messageId: message.messageId, from: to, outcome: 'refused', reason: 'wrong_state' },
        });
    },
    history: (country: Side): readonly RecordedCaseEvent[] => histories[country],
    file,
    /** Carries out a command of an agency. */
    give: ({ country, agency, command }: Given): Answered => {
      given += 1;
      return append(
        country,
        command,
        sampleContext({
          ...under,
          policy: policyOf(country),
          country,
          facts,
          now: now(),
          commandId: id(`given ${country} ${given}`),
          actor: sampleActor(agency, `officer-${agency}`, country),
        }),
      );
    },
    /** Lets time pass, to an instant that lies ahead. */
    at: (instant: string): void => {
      given = Math.max(given, Math.ceil((Date.parse(instant) - start) / 60_000));
    },
    /** Lets everything cross that may. */
    settle: (): void => {
      while (release(Here, deliver) || release(There, deliver));
    },
  };
};
export type TwoNodes = ReturnType<typeof nodesFrom>;
