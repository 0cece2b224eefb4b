interface Asked<A, R> {
  readonly one: A;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

export interface TogetherOptions<A, R> {
  /** One result for each, in the same order. */
  readonly run: (all: readonly A[]) => Promise<readonly R[]>;
  /** How many go together at most. */
  readonly most: number;
  /** How many runs may be under way at once. */
  readonly width: number;
}

/** Makes one call of many: what is asked while enough runs are under way goes together in the next. */
export const together = <A, R>({ run, most, width }: TogetherOptions<A, R>): ((one: A) => Promise<R>) => {
  let waiting: Asked<A, R>[] = [];
  let running = 0;

  const carryOut = async (group: readonly Asked<A, R>[]): Promise<void> => {
    try {
      const results = await run(group.map(({ one }) => one));
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('A question asked together with others got no answer.'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };

  const work = async (): Promise<void> => {
    running += 1;
    // Whoever asks in the same turn goes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await carryOut(group);
    }
    running -= 1;
  };

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (running < width) void work();
    });
};
