export interface LinesOptions<A, R> {
  /** How many may wait for one key. */
  readonly longest: number;
  /** How many of those that wait are taken together. */
  readonly most: number;
  /** One result for each, in the same order; must not throw. */
  readonly run: (all: readonly A[]) => Promise<readonly PromiseSettledResult<R>[]>;
}

interface Waiting<A, R> {
  readonly one: A;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Runs what is asked for each key in order of asking, those that wait meanwhile together; different keys do not wait
 * for each other. Undefined, and nothing is run, where too many already wait for the key.
 */
export const linesByKey = <A, R>({ longest, most, run }: LinesOptions<A, R>) => {
  const lines = new Map<string, Waiting<A, R>[]>();

  const work = async (key: string, line: Waiting<A, R>[]): Promise<void> => {
    // Whoever asks in the same turn goes along.
    await Promise.resolve();
    while (line.length > 0) {
      const taken = line.slice(0, most);
      const results = await run(taken.map(({ one }) => one));
      line.splice(0, taken.length);
      for (const [index, { resolve, reject }] of taken.entries()) {
        const result = results[index];
        if (result?.status === 'fulfilled') resolve(result.value);
        else reject(result?.reason);
      }
    }
    lines.delete(key);
  };

  return (key: string, one: A): Promise<R> | undefined => {
    const known = lines.get(key);
    if (known && known.length >= longest) return undefined;
    const line = known ?? [];
    return new Promise((resolve, reject) => {
      line.push({ one, resolve, reject });
      if (known) return;
      lines.set(key, line);
      void work(key, line);
    });
  };
};
