import type { Country, Instrument } from '#casework';
import type { Exchange } from './exchange.js';

/** Which exchange carries what: every instrument names its own, and two countries may have several. */
export interface Lines {
  /** Every exchange over which a country may write to us. */
  readonly from: (country: Country) => readonly Exchange[];
  /**
   * The exchange of the instrument under which something goes to a country. An instrument that this node does not know can
   * only stand in a message to be refused: its receipt goes over the first exchange with that country.
   */
  readonly under: (country: Country, instrument: string, version: string) => Exchange;
}

/** One exchange for everything: the embedded one. */
export const oneLine = (exchange: Exchange): Lines => ({ from: () => [exchange], under: () => exchange });

type Named = Pick<Instrument, 'code' | 'version' | 'parties' | 'exchange'>;

/** Names of the exchanges of a country's instruments, with one other country where it is named; each once. */
export const exchangesOf = (
  instruments: readonly Named[],
  country: Country,
  other?: Country,
): readonly string[] => [
  ...new Set(
    instruments
      .filter(({ parties }) => parties.includes(country) && (!other || parties.includes(other)))
      .map(({ exchange }) => exchange),
  ),
];

/**
 * The exchanges by name, as the instruments of a country name them. One that is not among `exchanges` carries nothing yet:
 * what goes under its instrument throws, and waits.
 */
export const linesOver = (
  exchanges: ReadonlyMap<string, Exchange>,
  instruments: readonly Named[],
  country: Country,
): Lines => {
  const named = (name: string): Exchange => {
    const found = exchanges.get(name);
    if (!found) throw new Error(`There is no exchange ${name}.`);
    return found;
  };
  const from = (other: Country): readonly Exchange[] =>
    exchangesOf(instruments, country, other).flatMap((name) => exchanges.get(name) ?? []);
  return {
    from,
    under: (other, code, version) => {
      const instrument = instruments.find(
        (each) => each.code === code && each.version === version && each.parties.includes(other),
      );
      const exchange = instrument ? named(instrument.exchange) : from(other)[0];
      if (!exchange) throw new Error(`No instrument names an exchange with ${other}.`);
      return exchange;
    },
  };
};
