/** Values by their keys, of which the least recently used leave first. */
export interface KeptRecently<K, V> {
  /** What is kept; used by that. */
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => void;
  readonly clear: () => void;
  readonly size: () => number;
}

/** Keeps at most so many values (LRU). */
export const keptRecently = <K, V>(most: number): KeptRecently<K, V> => {
  const kept = new Map<K, { readonly value: V }>();
  const use = (key: K, entry: { readonly value: V }): void => {
    kept.delete(key);
    kept.set(key, entry);
  };
  return {
    get: (key) => {
      const entry = kept.get(key);
      if (entry) use(key, entry);
      return entry?.value;
    },
    set: (key, value) => {
      use(key, { value });
      if (kept.size > most) for (const oldest of kept.keys()) return void kept.delete(oldest);
    },
    delete: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    size: () => kept.size,
  };
};
