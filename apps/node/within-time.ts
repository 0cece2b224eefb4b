import { EventStoreUnavailableError, type EventStore } from '#event-store';

/** What a promise gives, or a rejection where it has not in time, milliseconds. The promise goes on. */
export const withinTime = async <T>(
  longestMs: number,
  asked: Promise<T>,
  late: () => Error = () => new Error('no answer in time'),
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), longestMs);
  });
  asked.catch(() => undefined);
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
};

/** Where an event store stands. */
export type StoreStanding = Pick<EventStore, 'head' | 'epoch'>;

const silent = (): Error => new EventStoreUnavailableError('The event store does not answer in time.');

/**
 * An event store for questions of health and metrics, which must end sooner than it gives up: silent for so long,
 * milliseconds, it counts as down, and what the question asks beside it is still told.
 */
export const standingWithin = (longestMs: number, store: StoreStanding): StoreStanding => ({
  head: () => withinTime(longestMs, store.head(), silent),
  epoch: () => withinTime(longestMs, store.epoch(), silent),
});
