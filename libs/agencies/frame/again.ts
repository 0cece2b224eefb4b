import { disturbs, effectOfStopped, inEffect, type Entered } from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import { isOver, type View } from './view.js';

const enteredAs = ({ id, type, open, meta }: PlacedEvent): Entered => ({
  id,
  type,
  open,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  commandId: meta.commandId,
});

/** Whether a view makes something of the events that count otherwise after this one. */
const concerns = (view: View, { type, open }: PlacedEvent): boolean => {
  const takes = (other: string): boolean => !view.passesOver.includes(other);
  if (type === 'EntryTakenBack') return typeof open['entry'] === 'string' && takes(open['entry']);
  if (type === 'MessageUseStopped') return [...effectOfStopped].some(takes);
  return takes(type);
};

/** Types that a follower of a view need not read: those without a handler, and that change nothing of what counts. */
export const unreadBy = (view: View): readonly string[] =>
  view.anew
    ? view.passesOver
    : view.passesOver.filter((type) => type !== 'EntryTakenBack' && type !== 'MessageUseStopped');

/** Streams whose rows a batch makes anew, each with the last of its revisions in the batch. */
export const disturbedBy = (view: View, events: readonly PlacedEvent[]): ReadonlyMap<string, number> => {
  if (view.anew) return new Map();
  const disturbed = new Set(
    events
      .filter((event) => isOver(view, event) && disturbs(enteredAs(event)) && concerns(view, event))
      .map(({ stream }) => stream),
  );
  return new Map(
    events.flatMap(({ stream, revision }) => (disturbed.has(stream) ? [[stream, revision] as const] : [])),
  );
};

/** What those streams hold up to their revisions, as it counts: without what was taken back, in the order in which it happened. */
export const historiesOf = async (
  store: EventStore,
  streams: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly PlacedEvent[]>> => {
  const histories = new Map<string, readonly PlacedEvent[]>();
  for (const [stream, last] of streams) {
    const events: PlacedEvent[] = [];
    for await (const event of store.read(stream)) if (event.revision <= last) events.push(event);
    histories.set(stream, inEffect(events, enteredAs));
  }
  return histories;
};
