const pairsOf = (code: string): ReadonlySet<string> => {
  const letters = ` ${code.toLowerCase()} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, place) => letters.slice(place, place + 2)));
};

/** How much two codes have in common: pairs of letters that stand in both, of all (Dice). */
const likeness = (one: string, other: string): number => {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  return (2 * [...pairs].filter((pair) => others.has(pair)).length) / (pairs.size + others.size);
};

/** Codes, those first that look most like the one given. */
export const nearest = (codes: readonly string[], given: string): readonly string[] =>
  codes.toSorted((one, other) => likeness(other, given) - likeness(one, given));
