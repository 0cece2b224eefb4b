/**
 * Saves the latest of the values it is given, one save at a time, without keeping the giver waiting: what is behind may
 * be saved late, never what lies ahead. A failure is thrown to who gives the next, or waits until all is saved.
 */
export const savingLatest = <T>(save: (value: T) => Promise<void>) => {
  let latest: readonly [T] | undefined;
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    while (latest && !failure) {
      const [value] = latest;
      latest = undefined;
      await save(value).catch((error: unknown) => (failure = { error }));
    }
    running = undefined;
  };
  const orThrow = (): void => {
    if (failure) throw failure.error;
  };
  return {
    save: (value: T): void => {
      orThrow();
      latest = [value];
      running ??= work();
    },
    idle: async (): Promise<void> => {
      await running;
      orThrow();
    },
  };
};
