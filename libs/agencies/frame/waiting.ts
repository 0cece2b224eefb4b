import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { comparePositions, type Position } from '#event-store';
import type { Progress } from './progress.js';
import { tableOf } from './tables.js';
import type { View } from './view.js';

export interface WaitOptions {
  readonly timeoutMs: number;
  /** Of the projector in this process, where there is one; without it only the checkpoint is looked at. */
  readonly progress?: Progress;
  readonly pollMs?: number;
  readonly signal?: AbortSignal;
}

const hasReached = async (pool: Pool, view: View, position: Position): Promise<boolean> => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from following.checkpoints where name = $1',
    [tableOf(view)],
  );
  const at = rows[0]?.position;
  return at !== undefined && comparePositions(position, at) <= 0;
};

/**
 * Waits until a view has come to a position that an earlier write reached. False when it has not in time: the door
 * then answers 503 with Retry-After instead of showing what is not yet there.
 */
export const waitForView = async (
  pool: Pool,
  view: View,
  position: Position,
  { timeoutMs, progress, pollMs = 50, signal }: WaitOptions,
): Promise<boolean> => {
  const end = Date.now() + timeoutMs;
  const stop = new AbortController();
  const stopped = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
  let reachedHere = false;
  let told = progress?.reached(view, position, stopped).then(() => {
    reachedHere = !stopped.aborted;
    told = undefined;
  });
  // Asked again after each look at the checkpoint: it may be told meanwhile.
  const hasHeard = (): boolean => reachedHere;
  try {
    for (;;) {
      if (hasHeard() || (await hasReached(pool, view, position)) || hasHeard()) return true;
      const left = end - Date.now();
      if (left <= 0 || stopped.aborted) return false;
      const pause = sleep(Math.min(pollMs, left), undefined, { signal: stopped }).catch(() => undefined);
      await Promise.race(told === undefined ? [pause] : [pause, told]);
    }
  } finally {
    stop.abort();
  }
};
