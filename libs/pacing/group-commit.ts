/** One append that waits for its turn, ready to be sent. */
export interface Waiting<A, R> {
  readonly append: A;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

export interface GroupCommitOptions<A, R> {
  /** Carries out a group and gives one result for each, in the same order. */
  readonly run: (group: readonly A[]) => Promise<readonly (() => R)[]>;
  /** What may not stand twice in one group: a stream, an event id. The later append waits for the next group. */
  readonly claims: (append: A) => Iterable<string>;
  readonly rows: (append: A) => number;
  /** Whether a group failed for what one of its appends contains, so that the others are worth trying. */
  readonly separable: (error: unknown) => boolean;
}

export interface GroupCommit<A, R> {
  (append: A): Promise<R>;
  /** Resolves when nothing is in flight or waiting. */
  idle(): Promise<void>;
}

const largestGroup = 256;
const mostRows = 4_000;

/**
 * Appends that arrive while one call is in flight go together in the next. A call that fails as a whole is repeated
 * append by append, so that what one caller sent cannot fail the others.
 */
export const groupCommit = <A, R>({
  run,
  claims,
  rows,
  separable,
}: GroupCommitOptions<A, R>): GroupCommit<A, R> => {
  let waiting: Waiting<A, R>[] = [];
  let working: Promise<void> | undefined;

  const nextGroup = (): Waiting<A, R>[] => {
    const group: Waiting<A, R>[] = [];
    const later: Waiting<A, R>[] = [];
    const claimed = new Set<string>();
    let count = 0;
    for (const one of waiting) {
      const own = [...claims(one.append)];
      const fits =
        group.length < largestGroup &&
        (group.length === 0 || count + rows(one.append) <= mostRows) &&
        !own.some((claim) => claimed.has(claim));
      if (fits) count += rows(one.append);
      (fits ? group : later).push(one);
      for (const claim of own) claimed.add(claim);
    }
    waiting = later;
    return group;
  };

  const carryOut = async (group: readonly Waiting<A, R>[]): Promise<void> => {
    try {
      const results = await run(group.map(({ append }) => append));
      group.forEach((one, index) => settle(one, results[index]));
    } catch (error) {
      if (group.length > 1 && separable(error)) for (const one of group) await carryOut([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const settle = ({ resolve, reject }: Waiting<A, R>, result: (() => R) | undefined): void => {
    try {
      if (!result) throw new Error('The event store gave no verdict on an append.');
      resolve(result());
    } catch (error) {
      reject(error);
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) await carryOut(nextGroup());
    working = undefined;
  };

  const add = (append: A): Promise<R> =>
    new Promise((resolve, reject) => {
      waiting.push({ append, resolve, reject });
      working ??= Promise.resolve().then(work);
    });
  return Object.assign(add, { idle: async () => working });
};
