import { excludeSystemEvents, type AllStreamSubscription } from '@eventstore/db-client';
import { start, type PlacedEvent, type Position } from '../port.js';
import type { Connection } from './connection.js';
import { codeOf, passing, recover } from './failures.js';
import { inHeaps } from './heaps.js';
import { pauseAfter, rest } from './patience.js';
import { positionOf, type LogReading } from './reading.js';
import { placedEvent } from './stored.js';

/** What a subscription tells, in the order of the log. */
export type Heard =
  | { readonly kind: 'events'; readonly events: readonly PlacedEvent[] }
  /** Everything up to here has been told or is not ours. */
  | { readonly kind: 'passed'; readonly position: Position }
  /** All there was has been told; what comes now is new. */
  | { readonly kind: 'caught_up' };

export interface Listening {
  readonly connection: Connection;
  readonly stands: LogReading['stands'];
  /** Told of every drop, by the name of its error. */
  readonly onTrouble: (code: string) => void;
}

/** The server tells how far it has looked after so many events that are not ours. */
const searchWindow = 1_000;
/** How long a subscription may take to be confirmed, in milliseconds. */
const confirmationMs = 5_000;

/** A mark put into the subscription's own queue, so that it comes out between the events where it was said. */
class Mark {
  constructor(readonly heard: Heard) {}
}

const subscribeFrom = (connection: Connection, from: Position): AllStreamSubscription => {
  const client = connection.client();
  const filter = excludeSystemEvents({
    maxSearchWindow: searchWindow,
    checkpointInterval: 1,
    checkpointReached: (subscription, { commit }) => {
      subscription.push(new Mark({ kind: 'passed', position: commit.toString() }));
    },
  });
  const subscription = client.subscribeToAll({ fromPosition: positionOf(from), filter });
  subscription.on('caughtUp', () => {
    subscription.push(new Mark({ kind: 'caught_up' }));
  });
  return subscription;
};

/** Something that the subscription gave: a mark, or an event, which may be none of ours. */
type Told = Mark | { readonly event?: Parameters<typeof placedEvent>[0] };

/** The events between two marks go together. */
function* heardOf(heap: readonly Told[]): Generator<Heard> {
  let events: PlacedEvent[] = [];
  for (const one of heap)
    if (one instanceof Mark) {
      if (events.length > 0) yield { kind: 'events', events };
      events = [];
      yield one.heard;
    } else {
      const event = placedEvent(one.event);
      if (event) events.push(event);
    }
  if (events.length > 0) yield { kind: 'events', events };
}

/** One subscription, until it drops, which throws, or the signal aborts. */
async function* once(connection: Connection, from: Position, signal: AbortSignal): AsyncGenerator<Heard> {
  const subscription = subscribeFrom(connection, from);
  // What fails after nobody listens any more would end the process.
  subscription.on('error', () => undefined);
  const unconfirmed = setTimeout(
    () => subscription.destroy(new Error('The subscription was not confirmed.')),
    confirmationMs,
  );
  subscription.on('confirmation', () => clearTimeout(unconfirmed));
  const end = (): void => void subscription.destroy();
  signal.addEventListener('abort', end);
  try {
    for await (const heap of inHeaps<Told>(subscription)) yield* heardOf(heap);
    if (!signal.aborted) throw new Error('The subscription ended.');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(unconfirmed);
    signal.removeEventListener('abort', end);
    subscription.destroy();
    void subscription.unsubscribe().catch(() => undefined);
  }
}

/**
 * Everything after a position, each event once, across any number of drops, until the signal aborts; throws only what
 * trying again cannot help. The client never subscribes again by itself.
 */
export async function* listen(
  { connection, stands, onTrouble }: Listening,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<Heard> {
  /** The last event of ours. Such an event never goes away, so that it is always a place to go on from. */
  let sure = after;
  let passed = after;

  /**
   * The server goes on after the first event that it finds at or behind a position. Where the one that stood there has
   * been scavenged since, as system events may be, it would skip the next. A server that cannot tell is not believed.
   */
  const from = async (): Promise<Position> =>
    passed === sure || passed === start || (await stands(passed).catch(() => false)) ? passed : sure;

  for (let failures = 0; !signal.aborted;) {
    const client = connection.client();
    try {
      for await (const heard of once(connection, await from(), signal)) {
        failures = 0;
        if (heard.kind === 'events') sure = passed = heard.events.at(-1)?.position ?? sure;
        if (heard.kind === 'passed') passed = heard.position;
        yield heard;
      }
    } catch (error) {
      if (!passing(error)) throw error;
      recover(connection, client, error);
      failures += 1;
      onTrouble(codeOf(error));
      await rest(pauseAfter(failures), signal);
    }
  }
}
