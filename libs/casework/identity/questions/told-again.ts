import type { Country } from '../../words/country.js';
import { bare, type SentValue } from '../../words/person.js';

/** What a file holds of a field. */
export interface HeldField<V> {
  readonly value?: V | undefined;
  readonly corrected?: string | undefined;
}

/** Who said a value there and how sure it was; a node of before tells neither. */
interface Telling {
  readonly source?: string | undefined;
  readonly confidence?: string | undefined;
}

interface ToldEntry<V> extends HeldField<V> {
  readonly eventId: string;
  readonly source: string;
  readonly authority?: string | undefined;
  readonly toldSource?: string | undefined;
  readonly confidence?: string | undefined;
}

/**
 * What the same country tells again with another source or confidence: which of the values told, and the entries that it
 * told before and that are told otherwise now.
 */
export const toldAgain = <V extends object>(
  entries: readonly ToldEntry<V>[],
  told: readonly SentValue<V>[],
  from: Country,
  same: (held: V, told: V) => boolean,
): { readonly values: readonly SentValue<V>[]; readonly before: readonly ToldEntry<V>[] } => {
  const isSame = ({ value }: ToldEntry<V>, one: SentValue<V>): boolean =>
    value !== undefined && same(value, bare(one)) && same(bare(one), value);
  const isAsTold = (entry: ToldEntry<V>, { source, confidence }: Telling): boolean =>
    entry.toldSource === source && (confidence === undefined || entry.confidence === confidence);
  const theirs = entries.filter(
    ({ corrected, source, authority }) =>
      corrected === undefined && source === 'partner_state' && authority === from,
  );
  const speaking = told.filter(({ source }) => source !== undefined);
  const before = theirs.filter(
    (entry) =>
      speaking.some((one) => isSame(entry, one)) &&
      !speaking.some((one) => isSame(entry, one) && isAsTold(entry, one)),
  );
  const values = speaking.filter(
    (one) =>
      before.some((entry) => isSame(entry, one)) &&
      !theirs.some((entry) => isSame(entry, one) && isAsTold(entry, one)),
  );
  return { values, before };
};
