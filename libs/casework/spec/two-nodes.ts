import { advance, decide } from '../case.js';
import {
  isMessageKind,
  type CaseCommand,
  type MessageKind,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../catalogue.js';
import { emptyFile, type CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Refusal } from '../kernel/decision.js';
import type { OwnMessage } from '../disclosure/state.js';
import { recorded } from './given.js';
import { id, sampleActor, sampleContext } from './sample.js';

type Side = 'TH' | 'MM';

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

const start = Date.parse('2013-06-03T04:00:00.000Z');
const caseId = id('case');

/**
 * Two nodes that keep a case each of one person, and what crosses between them as the bridge would carry it. Commands are
 * numbered and a minute apart, so that two worlds that are given as many have the same ids and times.
 */
export const twoNodes = (beginning: readonly NewCaseEvent[], facts: Context['facts']) => {
  const histories: Record<Side, RecordedCaseEvent[]> = { TH: [], MM: [] };
  const files: Record<Side, CaseFile> = { TH: emptyFile(caseId), MM: emptyFile(caseId) };
  let given = 0;
  let system = 0;
  const now = (): string => new Date(start + given * 60_000).toISOString();
  const file = (country: Side): CaseFile => files[country];
  const add = (country: Side, events: readonly RecordedCaseEvent[]): void => {
    histories[country].push(...events);
    files[country] = advance(files[country], events);
  };

  const append = (country: Side, command: CaseCommand, context: Context): Answered => {
    const { events, refusal } = decide(command, file(country), context);
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
        country,
        facts,
        now: now(),
        commandId: id(`system ${(system += 1)}`),
        actor: { id: 'node', country, agency: 'node', roles: ['system'] },
      }),
    );

  const deliver = (from: Side, message: OwnMessage, sequence: number): void => {
    const to: Side = from === 'TH' ? 'MM' : 'TH';
    if (!isMessageKind(message.kind) || message.to !== to) return;
    const { messageId, instrument, instrumentVersion, clause, purpose, groups, payload = {} } = message;
    const { recorded: effects } = asNode(to, {
      type: 'ReceiveMessage',
      body: {
        ...{ messageId, kind: message.kind satisfies MessageKind, from, sequence, sentAt: now() },
        theirReference: id(`reference ${from}`),
        ...(message.answers === undefined ? {} : { answers: message.answers }),
        ...(message.answerDue === undefined ? {} : { answerDue: message.answerDue }),
        ...{ instrument, instrumentVersion, clause, purpose, groups: [...groups], payload: { ...payload } },
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
  const release = (country: Side): boolean =>
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
          if (event.type === 'MessageReleased') deliver(country, waiting, event.data.sequence);
        return refusal === undefined;
      });

  add('TH', recorded(beginning, sampleContext({ facts })));
  return {
    history: (country: Side): readonly RecordedCaseEvent[] => histories[country],
    file,
    /** Carries out a command of an agency. */
    give: ({ country, agency, command }: Given): Answered => {
      given += 1;
      return append(
        country,
        command,
        sampleContext({
          country,
          facts,
          now: now(),
          commandId: id(`given ${given}`),
          actor: sampleActor(agency, `officer-${agency}`, country),
        }),
      );
    },
    /** Lets everything cross that may. */
    settle: (): void => {
      while (release('TH') || release('MM'));
    },
  };
};
export type TwoNodes = ReturnType<typeof twoNodes>;
