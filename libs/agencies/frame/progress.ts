import { comparePositions, start, type Position } from '#event-store';
import { viewId } from './tables.js';
import type { View } from './view.js';

/** Tells readers of the same process that a view has moved, so that they need not poll. */
export interface Progress {
  moved(view: View, position: Position): void;
  /** Resolves when the view has moved to the position in this process, or when the signal aborts. */
  reached(view: View, position: Position, signal: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly position: Position;
  readonly wake: () => void;
}

const idOf = (view: View): string => `${viewId(view)}_v${view.version}`;

export const createProgress = (): Progress => {
  const positions = new Map<string, Position>();
  const waiting = new Map<string, Set<Waiter>>();
  return {
    moved: (view, position) => {
      positions.set(idOf(view), position);
      for (const waiter of waiting.get(idOf(view)) ?? [])
        if (comparePositions(waiter.position, position) <= 0) waiter.wake();
    },
    reached: (view, position, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || comparePositions(position, positions.get(idOf(view)) ?? start) <= 0)
          return resolve();
        const waiters = waiting.get(idOf(view)) ?? new Set();
        waiting.set(idOf(view), waiters);
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
