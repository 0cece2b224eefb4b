import type { z } from 'zod';
import type { MessageKind, NewCaseEvent, PayloadOf } from './catalogue.js';
import type { CaseFile } from './file.js';
import type { CommandCatalogue } from '../words/command.js';
import type { MessageCatalogue } from '../words/message.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Decision } from '../words/decision.js';
import type { Reckoning } from '../words/reckoned.js';

/**
 * A process's decisions, one for each of its commands: over the file of a case, unless it says over which other kind of file,
 * with which events, and what is given beside it.
 */
export type Decisions<
  C extends CommandCatalogue,
  File = CaseFile,
  Event = NewCaseEvent,
  Beside extends readonly unknown[] = [],
> = {
  readonly [K in keyof C]: (
    body: z.output<C[K]['body']>,
    file: File,
    context: Context,
    ...beside: Beside
  ) => Decision<Event>;
};

/** What stands around an inbound message: checked by the bridge before it comes here. */
export interface Inbound {
  readonly messageId: string;
  readonly from: Country;
  /** The reference by which the sender knows the case: a UUID, blinded for us. */
  readonly theirReference: string;
  /** Id of the message of ours that this answers, if any. */
  readonly answers?: string;
  /** By which day the sender's clause expects the answer, ISO date. */
  readonly answerDue?: string;
  /** How that day is to be taken here. */
  readonly reckonedBy?: Reckoning;
  readonly sentAt: string;
  /** Its place among the sender's messages of the case, from 1. */
  readonly sequence: number;
}

/** A process's effects of inbound messages, one for each kind that it owns. */
export type Receivers<K extends MessageKind> = {
  readonly [M in K]: (
    payload: PayloadOf<M>,
    file: CaseFile,
    context: Context,
    inbound: Inbound,
  ) => Decision<NewCaseEvent>;
};

/** What may be done in a process, over what is known of it. */
export interface ProcessRules<
  Commands extends CommandCatalogue,
  SystemCommands extends CommandCatalogue,
  Messages extends MessageCatalogue,
  File = CaseFile,
  Event = NewCaseEvent,
  Beside extends readonly unknown[] = [],
> {
  /** What the node itself asks around messages is decided where the rules of all processes are known (the-case). */
  readonly decide: Decisions<Commands, File, Event, Beside> &
    Partial<Decisions<SystemCommands, File, Event, Beside>>;
  readonly receive: Receivers<keyof Messages & MessageKind>;
}

interface Recorded<
  Commands extends CommandCatalogue,
  SystemCommands extends CommandCatalogue,
  Messages extends MessageCatalogue,
> {
  readonly commands: Commands;
  readonly systemCommands: SystemCommands;
  readonly messages: Messages;
}

/** Declares the rules of a process: a command without its decision, a kind without its receiver, does not compile. */
export const rules = <
  Commands extends CommandCatalogue,
  SystemCommands extends CommandCatalogue,
  Messages extends MessageCatalogue,
>(
  _record: Recorded<Commands, SystemCommands, Messages>,
  declared: ProcessRules<Commands, SystemCommands, Messages>,
): ProcessRules<Commands, SystemCommands, Messages> => declared;

/** The rules of a process, by its record. */
export type RulesOf<Record, File = CaseFile, Event = NewCaseEvent, Beside extends readonly unknown[] = []> =
  Record extends Recorded<infer Commands, infer SystemCommands, infer Messages>
    ? ProcessRules<Commands, SystemCommands, Messages, File, Event, Beside>
    : never;
