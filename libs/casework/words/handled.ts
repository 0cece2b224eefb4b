import type { EventMeta } from './event.js';

/** What a command did the first time, so that its repetition gets the same answer. */
export interface HandledCommand {
  readonly bodyHash: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  /** Revision of the last event it recorded. */
  readonly revision: number;
}

/** By command id. */
export type HandledCommands = ReadonlyMap<string, HandledCommand>;

/** With the commands that some recorded events came from, in order of revision. */
export const handledAfter = (
  before: HandledCommands,
  events: readonly { readonly type: string; readonly meta: EventMeta }[],
): HandledCommands => {
  const handled = new Map(before);
  for (const { type, meta } of events) {
    const { commandId, bodyHash, eventId, revision } = meta;
    const earlier = handled.get(commandId)?.events ?? [];
    handled.set(commandId, { bodyHash, events: [...earlier, { id: eventId, type }], revision });
  }
  return handled;
};

/** Whether anything was recorded in a file: what others wrote into its stream makes none. */
export const exists = ({ handled }: { readonly handled: HandledCommands }): boolean => handled.size > 0;
