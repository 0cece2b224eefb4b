/** Something that must not be read, and what stands in its place. */
interface Hidden {
  readonly said: string;
  readonly kind: string;
}

/** Spaces, dashes and what cannot be seen, by which one name is written in several ways. */
const between = '[\\s\\p{Pd}\\p{Cf}_.]*';

const literally = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The words of a name, however they are joined and with whatever capitals. */
const pattern = (said: string): string =>
  said
    .split(/[\s\p{Pd}_.]+/u)
    .filter((word) => word !== '')
    .map(literally)
    .join(between);

/** A text with certain names out of it, the longest first, each as the kind of what it names. */
export const withoutNames = (hidden: readonly Hidden[]): ((text: string) => string) => {
  if (hidden.length === 0) return (text) => text;
  const longestFirst = hidden.toSorted((a, b) => b.said.length - a.said.length);
  const any = new RegExp(longestFirst.map(({ said }) => `(${pattern(said)})`).join('|'), 'giu');
  return (text) =>
    text.replace(any, (...found: readonly unknown[]) => {
      const place = longestFirst.findIndex((_, index) => found[index + 1] !== undefined);
      return longestFirst[place]?.kind ?? '';
    });
};
