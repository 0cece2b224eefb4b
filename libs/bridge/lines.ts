import { countries, letsPass, type Country, type Instrument } from '#casework';
import type { Exchange } from './exchange.js';

/** Which exchange carries what: every instrument names its own, and two countries may have several. */
export interface Lines {
  /** Every exchange over which a country may write to us. */
  readonly from: (country: Country) => readonly Exchange[];
  /**
   * The exchange of the instrument under which something goes to a country. Under an instrument of many states it goes over
   * the exchange that the two have between them, and so does the receipt of what names an instrument that is not known.
   */
  readonly under: (country: Country, instrument: string, version: string) => Exchange;
}

/** One exchange for everything: the embedded one. */
export const oneLine = (exchange: Exchange): Lines => ({ from: () => [exchange], under: () => exchange });

type Named = Parameters<typeof letsPass>[0] & Pick<Instrument, 'code' | 'version' | 'kind' | 'exchange'>;

/** Names of the exchanges with one other country: of the instruments of the two, or where they have none of those of many. */
const exchangesWith = (
  instruments: readonly Named[],
  country: Country,
  other: Country,
): readonly string[] => {
  const between = instruments.filter((instrument) => letsPass(instrument, country, other));
  const own = between.filter(({ kind }) => kind !== 'multilateral');
  return [...new Set((own.length > 0 ? own : between).map(({ exchange }) => exchange))];
};

/** Names of the exchanges of a country's instruments, with one other country where it is named; each once. */
export const exchangesOf = (
  instruments: readonly Named[],
  country: Country,
  other?: Country,
): readonly string[] => {
  const others = other ? [other] : countries.filter((each) => each !== country);
  return [...new Set(others.flatMap((each) => exchangesWith(instruments, country, each)))];
};

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
      const own = instrument && exchangesOf(instruments, country, other).includes(instrument.exchange);
      const exchange = own ? named(instrument.exchange) : from(other)[0];
      if (!exchange) throw new Error(`No instrument names an exchange with ${other}.`);
      return exchange;
    },
  };
};
