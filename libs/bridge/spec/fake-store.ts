import { randomUUID } from 'node:crypto';
import type { Country } from '#casework';
import { ForeignCheckpointError, type Delivery, type EventStore, type PlacedEvent } from '#event-store';
import { bell, type Bell } from '../waiting.js';

/** As much of an event store as the bridge follows, in memory; it outlives the bridges that are killed in the specs. */
export interface FakeStore extends Pick<EventStore, 'subscribe' | 'epoch' | 'read'> {
  readonly events: readonly PlacedEvent[];
  readonly add: (caseId: string, type: string, open: Readonly<Record<string, unknown>>) => void;
  readonly restore: () => void;
}

export const fakeStore = (country: Country): FakeStore => {
  const events: PlacedEvent[] = [];
  const bells = new Set<Bell>();
  let epoch = randomUUID();

  const follow = async function* (after: string, signal: AbortSignal): AsyncGenerator<Delivery> {
    const wake = bell();
    bells.add(wake);
    for (let next = Number(after) + 1; !signal.aborted;) {
      const batch = events.slice(next, next + 50);
      next += batch.length;
      const position = `${next - 1}`;
      if (batch.length > 0) yield { kind: 'events', events: batch, position };
      else {
        yield { kind: 'caught_up', position };
        await wake.wait(60_000, signal);
      }
    }
    bells.delete(wake);
  };

  return {
    events,
    add: (caseId, type, open) => {
      const id = randomUUID();
      const stream = `case-${caseId}`;
      const now = new Date().toISOString();
      events.push({
        id,
        type,
        version: 1,
        open,
        sealed: {},
        stream,
        revision: events.filter((event) => event.stream === stream).length,
        position: `${events.length}`,
        meta: {
          country,
          agency: 'datip',
          actor: 'someone',
          occurredAt: now,
          recordedAt: now,
          commandId: id,
          bodyHash: '',
          correlationId: id,
          causationId: id,
        },
      });
      for (const wake of bells) wake.ring();
    },
    restore: () => {
      epoch = randomUUID();
    },
    read: async function* (stream, from = 0) {
      await Promise.resolve();
      yield* events.filter((event) => event.stream === stream && event.revision >= from);
    },
    epoch: () => Promise.resolve(epoch),
    subscribe: (after, options) => {
      if (options.epoch !== undefined && options.epoch !== epoch)
        throw new ForeignCheckpointError('The checkpoint was taken in another history.');
      return follow(after, options.signal);
    },
  };
};
