import { expect } from '@jest/globals';
import {
  caseEvents,
  type BodyOf,
  type CaseCommand,
  type CommandType,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import type { RefusalCode } from '../words/refusal-codes.js';
import { id, sampleContext } from './sample.js';
import { expectStated, type Stated } from './stated.js';

const caseId = id('case');

/** Gives decided events an envelope, as the desk would; each checks against its schema. */
export const recorded = (
  events: readonly NewCaseEvent[],
  context: Context = sampleContext(),
  first = 0,
): RecordedCaseEvent[] =>
  events.map((event, index) => {
    caseEvents[event.type].schema.parse(event.data);
    const occurredAt = event.occurredAt ?? context.now;
    return {
      type: event.type,
      data: event.data,
      meta: {
        eventId: id(`event ${first + index}`),
        revision: first + index,
        streamId: `case-${caseId}`,
        country: context.country,
        agency: event.byNode ? 'node' : context.actor.agency,
        actor: event.byNode ? 'node' : context.actor.id,
        occurredAt,
        recordedAt: context.now,
        commandId: id(`given ${first + index}`),
        bodyHash: 'hash',
        correlationId: id('correlation'),
        causationId: id('causation'),
        ...(event.corrects ? { corrects: event.corrects } : {}),
      },
    } as RecordedCaseEvent;
  });

export interface Outcome {
  readonly decision: Decision<NewCaseEvent>;
  /** The file after the decision. */
  readonly file: CaseFile;
  /** Events of the decision, by type. */
  readonly types: readonly string[];
  /** Asserts what was recorded, in order, by type and data, and that nothing was refused. */
  thenRecords(...stated: readonly Stated[]): Outcome;
  /** Asserts a refusal with this code; `recording` is what was recorded all the same. */
  thenRefuses(code: RefusalCode, ...recording: readonly Stated[]): Outcome;
  /** Goes on from the file after the decision. */
  when<K extends CommandType>(type: K, body: BodyOf<K>, context?: Partial<Context>): Outcome;
}

const outcome = (events: readonly RecordedCaseEvent[], command: CaseCommand, context: Context): Outcome => {
  const decision = decide(command, fold(caseId, events), context);
  const after = [...events, ...recorded(decision.events, context, events.length)];
  const types = decision.events.map(({ type }) => type);
  const self: Outcome = {
    decision,
    types,
    file: fold(caseId, after),
    thenRecords: (...expected) => {
      expect(decision.refusal).toBeUndefined();
      expectStated(decision.events, expected, command, context);
      return self;
    },
    thenRefuses: (code, ...recording) => {
      expect(decision.refusal?.code).toBe(code);
      expectStated(decision.events, recording, command, context);
      return self;
    },
    when: (type, body, next = {}) =>
      outcome(
        after,
        { type, body } as CaseCommand,
        sampleContext({ commandId: id(`command ${after.length} ${type}`), ...next }),
      ),
  };
  return self;
};

/** given(events).when(command).then…: a rule stated as its history, the step, and what follows. */
export const given = (...history: readonly NewCaseEvent[]) => givenOn(sampleContext().now, ...history);

/** The same of a history that was recorded at an instant before that of the step. */
export const givenOn = (now: string, ...history: readonly NewCaseEvent[]) => {
  const events = recorded(history, sampleContext({ now }));
  return {
    file: fold(caseId, events),
    events,
    when: <K extends CommandType>(type: K, body: BodyOf<K>, context: Partial<Context> = {}): Outcome =>
      outcome(
        events,
        { type, body } as CaseCommand,
        sampleContext({ commandId: id(`command ${events.length} ${type}`), ...context }),
      ),
  };
};
