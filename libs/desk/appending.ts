import { setTimeout as pause } from 'node:timers/promises';
import {
  AppendTooLargeError,
  EventIdTakenError,
  EventStoreUnavailableError,
  type AppendResult,
  type EventStore,
  type StoredEvent,
} from '#event-store';

/** How often one and the same append is repeated when its answer was lost, and after which pause (ms). */
const appendPauses = [0, 50, 250];

/** To repeat the append changes nothing, or the store has tried already for as long as a caller can wait. */
const final = [AppendTooLargeError, EventIdTakenError, EventStoreUnavailableError];

/** Appends events after a revision, -1 where the stream must not exist; again where the answer was lost. */
export const appendingTo =
  (store: Pick<EventStore, 'append'>) =>
  async (stream: string, revision: number, events: readonly StoredEvent[]): Promise<AppendResult> => {
    let lost: unknown;
    for (const wait of appendPauses) {
      if (wait > 0) await pause(wait);
      try {
        return await store.append(stream, revision < 0 ? 'none' : revision, events);
      } catch (error) {
        if (final.some((kind) => error instanceof kind)) throw error;
        lost = error;
      }
    }
    throw lost;
  };
