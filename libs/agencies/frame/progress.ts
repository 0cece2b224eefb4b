import { comparePositions, start, type Position } from '#event-store';
import { tableOf } from './tables.js';
import type { View } from './view.js';

/** Tells readers of this process that a view has moved, here or elsewhere, so that they need not poll. */
export interface Progress {
  moved(view: View, position: Position): void;
  /** The same of a view's table, as another process tells it. */
  heard(table: string, position: Position): void;
  /** Resolves when the view is known here to have moved to the position, or when the signal aborts. */
  reached(view: View, position: Position, signal: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly position: Position;
  readonly wake: () => void;
}

export const createProgress = (): Progress => {
  const positions = new Map<string, Position>();
  const waiting = new Map<string, Set<Waiter>>();
  const heard = (table: string, position: Position): void => {
    positions.set(table, position);
    for (const waiter of waiting.get(table) ?? [])
      if (comparePositions(waiter.position, position) <= 0) waiter.wake();
  };
  return {
    moved: (view, position) => heard(tableOf(view), position),
    heard,
    reached: (view, position, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || comparePositions(position, positions.get(tableOf(view)) ?? start) <= 0)
          return resolve();
        const waiters = waiting.get(tableOf(view)) ?? new Set();
        waiting.set(tableOf(view), waiters);
        const wake = (): void => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const waiter: Waiter = { position, wake };
        waiters.add(waiter);
        signal.addEventListener('abort', wake, { once: true });
      }),
  };
};
