import { exchangesOf } from '#bridge';
import type { Country } from '#casework';
import type { CountryParts } from '#countries';
import type { PartyKeyList } from './config.js';
import type { ExchangeSettings } from './exchange-settings.js';

/** Whether a country gave its keys: without them nothing can be sealed for it, nor checked that came from it. */
const hasKeys = (parties: PartyKeyList, country: Country): boolean => (parties[country] ?? []).length > 0;

/** How far a node reaches with what it was given. */
export interface Reach {
  /** The neighbours with whose nodes it exchanges messages: those that gave their keys. */
  readonly partners: readonly Country[];
  /** Those of them over whose every exchange something can go. */
  readonly reached: readonly Country[];
  /** One sentence for each want, which hinders only what needs it. What is approved meanwhile waits. */
  readonly wants: readonly string[];
}

/** The reach of a country's node: a neighbour without keys, or an exchange without settings, keeps nobody else from going on. */
export const reachOf = (
  country: Country,
  { neighbours, instruments }: Pick<CountryParts, 'neighbours' | 'instruments'>,
  settings: ExchangeSettings,
  parties: PartyKeyList,
): Reach => {
  const partners = neighbours.filter((other) => hasKeys(parties, other));
  const nameless = (other: Country): readonly string[] =>
    'named' in settings
      ? exchangesOf(instruments, country, other).filter((name) => !Object.hasOwn(settings.named, name))
      : [];
  return {
    partners,
    reached: partners.filter((other) => nameless(other).length === 0),
    wants: [
      ...neighbours
        .filter((other) => !partners.includes(other))
        .map(
          (other) =>
            `PARTY_KEYS_FILE has no key of ${other}: nothing is exchanged with it, and what is approved for it waits.`,
        ),
      ...[...new Set(partners.flatMap(nameless))].map(
        (name) => `EXCHANGES_FILE does not name the exchange "${name}": what goes over it waits.`,
      ),
    ],
  };
};
