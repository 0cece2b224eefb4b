import type { z } from 'zod';
import type { CommandCatalogue } from '../words/command.js';
import type { EventCatalogue, NewEventOf, RecordedEventOf } from '../words/event.js';
import type { Full } from '../words/field.js';
import type { MessageCatalogue } from '../words/message.js';
import { records, type Records } from './records.js';

/** What all processes declare of one sort, under one roof. */
type All<Sort extends 'events' | 'commands' | 'systemCommands' | 'messages'> = Together<
  Records[keyof Records][Sort]
>;
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

const all = <Sort extends 'events' | 'commands' | 'systemCommands' | 'messages'>(sort: Sort): All<Sort> =>
  Object.assign({}, ...Object.values(records).map((record) => record[sort])) as All<Sort>;

/** Every event type that a case file can hold, under its stored name. */
export const caseEvents = all('events') satisfies EventCatalogue;

export type CaseEventType = keyof typeof caseEvents;
export type NewCaseEvent = NewEventOf<typeof caseEvents>;
export type RecordedCaseEvent = RecordedEventOf<typeof caseEvents>;

/** Every command that an agency can give. */
export const publicCommands = all('commands') satisfies CommandCatalogue;

const systemCommands = all('systemCommands') satisfies CommandCatalogue;

/** With those that only the node itself gives: release, receive, receipts, steps of a journey. */
export const caseCommands: typeof publicCommands & typeof systemCommands = {
  ...publicCommands,
  ...systemCommands,
};

export type PublicCommandType = keyof typeof publicCommands;
export type CommandType = keyof typeof caseCommands;
export type BodyOf<K extends CommandType> = z.output<(typeof caseCommands)[K]['body']>;
export type CaseCommand = { [K in CommandType]: { readonly type: K; readonly body: BodyOf<K> } }[CommandType];

/** Every kind of message that can cross a border. */
export const messages = all('messages') satisfies MessageCatalogue;

export type MessageKind = keyof typeof messages;
export type PayloadOf<K extends MessageKind> = Full<(typeof messages)[K]['fields']>;

export const isMessageKind = (kind: string): kind is MessageKind => Object.hasOwn(messages, kind);
