import { expect } from '@jest/globals';
import {
  messages,
  type CaseCommand,
  type CaseEventType,
  type MessageKind,
  type NewCaseEvent,
} from '../records/catalogue.js';
import { outlives } from '../records/kinds.js';
import { due } from '../words/reckoned.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { sampleInstrument } from './sample.js';

type DataOf<T extends CaseEventType> = Extract<NewCaseEvent, { readonly type: T }>['data'];

/**
 * Events as a spec states them: each by its type with every field of its data but ids, which it may name; by its type alone
 * where it says nothing else. Of a message that goes, what follows from the sample treaty and from what it carries need not
 * be stated, nor on which consents it rests; of one that comes, what its sender said.
 */
export type Stated =
  CaseEventType | { readonly [T in CaseEventType]?: { readonly [F in keyof DataOf<T>]?: unknown } };

type Data = Readonly<Record<string, unknown>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (value: unknown): boolean =>
  typeof value === 'string'
    ? uuid.test(value)
    : Array.isArray(value) && value.length > 0 && value.every(isId);

/** Data, and no matcher of the test framework. */
const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value);

/** Ids that a step made up, and how due days were counted, which reckoned.spec.ts says of all of them. */
const followsOtherwise = (name: string, value: unknown): boolean => name === 'reckonedBy' || isId(value);

/** A value without the ids that are not named. */
const withoutIds = (value: unknown, named: unknown): unknown => {
  if (Array.isArray(value))
    return value.map((item, index) => withoutIds(item, Array.isArray(named) ? named[index] : undefined));
  if (!isData(value)) return value;
  const names = isData(named) ? named : {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined || (followsOtherwise(name, inner) && !Object.hasOwn(names, name))
        ? []
        : [[name, withoutIds(inner, names[name])]],
    ),
  );
};

/** What follows of a message that goes: from the sample treaty, and from what it carries. */
const followsOfApproved = (data: DataOf<'MessageApproved'>, { now, facts }: Context): Data => {
  const { kind, to, references, payload, notBefore, consents } = data;
  const instrument = sampleInstrument();
  const clause = instrument.clauses.find((each) => each.kind === kind);
  if (!clause) return {};
  const fields = Object.keys(references ?? payload ?? {});
  const declared: Readonly<Record<string, { readonly group: string }>> = messages[clause.kind].fields;
  return {
    consents,
    ...{ instrument: instrument.code, instrumentVersion: instrument.version },
    ...{ clause: clause.id, purpose: clause.purpose, fields },
    groups: [...new Set(fields.map((field) => declared[field]?.group))],
    ...(clause.answerWithin ? due('answerDue', notBefore ?? now, clause.answerWithin, facts(to)) : {}),
  };
};

/** What follows of a message that comes: what it says, with effect, and nothing of its content without. */
const followsOfReceived = ({ outcome }: DataOf<'MessageReceived'>, command: CaseCommand): Data => {
  if (command.type !== 'ReceiveMessage') return {};
  const { theirReference: _reference, payload, ...message } = command.body;
  if (outcome === 'refused') return { ...message, payload: {} };
  return outlives(message.kind) ? { ...message, references: payload } : { ...message, payload };
};

/** What follows of a message that is denied or withheld: the clause of the sample treaty that it was judged by, where one counts. */
const followsOfDenied = ({
  instrument,
  instrumentVersion,
  instrumentHash,
  clause,
}: DataOf<'DisclosureDenied' | 'MessageWithheld'>): Data => ({
  ...{ instrument, instrumentVersion, clause },
  ...(instrumentHash === undefined ? {} : { instrumentHash }),
});

const follows = (event: NewCaseEvent, command: CaseCommand, context: Context): Data => {
  if (event.type === 'MessageApproved') return followsOfApproved(event.data, context);
  if (event.type === 'DisclosureDenied' || event.type === 'MessageWithheld')
    return followsOfDenied(event.data);
  return event.type === 'MessageReceived' ? followsOfReceived(event.data, command) : {};
};

/** Asserts that a decision recorded these events and no others. */
export const expectStated = (
  events: readonly NewCaseEvent[],
  stated: readonly Stated[],
  command: CaseCommand,
  context: Context,
): void => {
  const named = stated.flatMap((one): (readonly [string, Data])[] =>
    typeof one === 'string' ? [[one, {}]] : Object.entries(one),
  );
  expect(events.map(({ type, data }, index) => [type, withoutIds(data, named[index]?.[1])])).toEqual(
    named.map(([type, data], index) => {
      const event = events[index];
      return [type, withoutIds({ ...(event && follows(event, command, context)), ...data }, data)];
    }),
  );
};

/** A message that goes with this content, and what else is to be said of it. */
export const goes = (
  kind: MessageKind,
  to: Country,
  content: Data = {},
  also: { readonly [F in keyof DataOf<'MessageApproved'>]?: unknown } = {},
): Stated => ({
  MessageApproved: {
    kind,
    to,
    ...(outlives(kind) ? { references: content } : { payload: content }),
    ...also,
  },
});

/** A message that may not go, and why. */
export const goesNot = (
  kind: MessageKind,
  to: Country,
  reason: DataOf<'DisclosureDenied'>['reason'],
): Stated => ({ DisclosureDenied: { kind, to, reason } });
