import { keptRecently } from '#pacing';
import type { DataKey, KeyRef } from './key-ring.js';

/** Opened data keys, the least recently used dropped first, all of one erasure epoch. */
export interface KeyCache {
  get(ref: KeyRef): DataKey | undefined;
  /** Keeps a key read under an epoch; not when the cache has moved to another since. */
  put(epoch: string, ref: KeyRef, key: DataKey): void;
  /** Moves to the epoch just read. Whatever was kept under another is dropped. */
  moveTo(epoch: string): void;
  epoch(): string | undefined;
}

export const keyCache = (size: number): KeyCache => {
  const keys = keptRecently<KeyRef, DataKey>(size);
  let at: string | undefined;
  return {
    get: (ref) => keys.get(ref),
    put: (epoch, ref, key) => {
      if (epoch === at) keys.set(ref, key);
    },
    moveTo: (epoch) => {
      // Never back: an answer that was read earlier and arrives later must not revive what was dropped.
      if (at !== undefined && BigInt(epoch) <= BigInt(at)) return;
      if (at !== undefined) keys.clear();
      at = epoch;
    },
    epoch: () => at,
  };
};
