import { dayIn, inForceOn, isTold, type Announced, type Country, type Instrument } from '#casework';
import { differing, type HeldText } from './differing.js';

/** The two nodes that compare, the instant at which they do, and the time zone of the one that asks. */
interface Comparing {
  readonly own: Country;
  readonly other: Country;
  readonly now: string;
  readonly timeZone: string;
}

const named = ({ code, version }: Pick<HeldText, 'code' | 'version'>): string => `${code} ${version}`;

const withHash = <T extends { readonly hash?: string | undefined }>(
  text: T,
): (T & { readonly hash: string })[] => (text.hash === undefined ? [] : [{ ...text, hash: text.hash }]);

/**
 * Codes of the instruments between two countries of which the other's node says that it holds another text: of those that one
 * of the two has in force; of an instrument between others it has nothing to say. That one has in force what the other only holds is no other text.
 */
export const disputedWith = (
  instruments: readonly Instrument[],
  said: Announced,
  { own, other, now, timeZone }: Comparing,
): ReadonlySet<string> => {
  const today = dayIn(timeZone, now);
  const between = instruments.filter(({ parties }) => parties.includes(own) && parties.includes(other));
  const isOfOthers = (code: string): boolean =>
    instruments.some((each) => each.code === code) && !between.some((each) => each.code === code);
  const unsaid = new Set(said.instruments.filter(({ hash }) => hash === undefined).map(named));
  const ours = between.filter((text) => isTold(text) && !unsaid.has(named(text))).flatMap(withHash);
  const theirs = said.instruments.flatMap(withHash).filter(({ code }) => !isOfOthers(code));
  const inForce = new Set([
    ...ours.filter((text) => inForceOn(text, today)).map(named),
    ...theirs.filter((text) => text.inForce === true).map(named),
  ]);
  const counting = (text: HeldText): boolean => inForce.has(named(text));
  return differing(ours.filter(counting), theirs.filter(counting), now);
};
