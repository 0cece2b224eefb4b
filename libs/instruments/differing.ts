/** A text as a node says that it holds it. */
export interface HeldText {
  readonly code: string;
  readonly version: string;
  readonly hash: string;
  /** The instant from which it holds, where a notice states one, perhaps ahead; it holds already where absent. */
  readonly holdsFrom?: string;
}

const named = ({ code, version }: HeldText): string => `${code} ${version}`;

/**
 * Codes of the instruments of which two nodes do not hold the same texts at an instant: a version with two hashes, or one that
 * holds at one of them and that the other does not know. Of what is stated for later the other may hear in time.
 */
export const differing = (
  ours: readonly HeldText[],
  theirs: readonly HeldText[],
  now: string,
): ReadonlySet<string> => {
  const beyond = (some: readonly HeldText[], others: readonly HeldText[]): readonly string[] =>
    some.flatMap((text) => {
      const other = others.find((each) => named(each) === named(text));
      const holds = text.holdsFrom === undefined || text.holdsFrom <= now;
      return (other ? other.hash !== text.hash : holds) ? [text.code] : [];
    });
  return new Set([...beyond(ours, theirs), ...beyond(theirs, ours)]);
};
