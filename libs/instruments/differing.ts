/** A text as a node says that it holds it. */
export interface HeldText {
  readonly code: string;
  readonly version: string;
  readonly hash: string;
}

const named = ({ code, version }: HeldText): string => `${code} ${version}`;

/**
 * Codes of the instruments of which two nodes do not hold the same texts: one and the same version with two hashes, or a
 * version that only one of them has in force. `ours` and `theirs` are what each has in force between the two.
 */
export const differing = (ours: readonly HeldText[], theirs: readonly HeldText[]): ReadonlySet<string> => {
  const beyond = (some: readonly HeldText[], others: readonly HeldText[]): readonly string[] =>
    some
      .filter((text) => !others.some((other) => named(other) === named(text) && other.hash === text.hash))
      .map(({ code }) => code);
  return new Set([...beyond(ours, theirs), ...beyond(theirs, ours)]);
};
