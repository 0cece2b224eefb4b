import type { CommandCatalogue } from './command.js';
import type { EventCatalogue, RecordedEventOf } from './event.js';
import type { Kinds } from './kinds.js';
import type { MessageCatalogue } from './message.js';

/** What is known of one process: what it says, what may be asked of it, and what its events make of a file. */
export interface ProcessRecord<
  Name extends string,
  Events extends EventCatalogue,
  Hears extends EventCatalogue,
  Commands extends CommandCatalogue,
  SystemCommands extends CommandCatalogue,
  Messages extends MessageCatalogue,
  State,
> {
  /** Part of the address of its commands, and the name of its part of a file. */
  readonly name: Name;
  readonly events: Events;
  /** Events of other processes that bear on its state. */
  readonly hears: Hears;
  /** Commands that an agency can give. */
  readonly commands: Commands;
  /** Commands that only the node itself gives. */
  readonly systemCommands: SystemCommands;
  readonly messages: Messages;
  readonly empty: State;
  /** Sees its own events and those that it hears. */
  readonly evolve: (state: State, event: RecordedEventOf<Events & Hears>, kinds: Kinds) => State;
}

type Declared<
  Name extends string,
  Events extends EventCatalogue,
  Hears extends EventCatalogue,
  Commands extends CommandCatalogue,
  SystemCommands extends CommandCatalogue,
  Messages extends MessageCatalogue,
  State,
> = Pick<
  ProcessRecord<Name, Events, Hears, Commands, SystemCommands, Messages, State>,
  'name' | 'empty' | 'evolve'
> & {
  readonly events?: Events;
  readonly hears?: Hears;
  readonly commands?: Commands;
  readonly systemCommands?: SystemCommands;
  readonly messages?: Messages;
};

type Nothing = Record<never, never>;

/** Declares a process. What it leaves out it has none of. */
export const record = <
  Name extends string,
  State,
  Events extends EventCatalogue = Nothing,
  Hears extends EventCatalogue = Nothing,
  Commands extends CommandCatalogue = Nothing,
  SystemCommands extends CommandCatalogue = Nothing,
  Messages extends MessageCatalogue = Nothing,
>(
  declared: Declared<Name, Events, Hears, Commands, SystemCommands, Messages, State>,
): ProcessRecord<Name, Events, Hears, Commands, SystemCommands, Messages, State> => ({
  events: {} as Events,
  hears: {} as Hears,
  commands: {} as Commands,
  systemCommands: {} as SystemCommands,
  messages: {} as Messages,
  ...declared,
});
