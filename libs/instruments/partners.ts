import { countries, type Country, type Instrument } from '#casework';

type Binding = Pick<Instrument, 'parties' | 'status'>;

/** Nothing goes under what was only drafted; of what ended, answers may still be under way. */
const binds = ({ status }: Binding): boolean => status !== 'draft' && status !== 'in_process';

/** The countries with which a country shares an instrument that binds, or did, in the order of the list of countries. */
export const partnersOf = (country: Country, instruments: readonly Binding[]): readonly Country[] => {
  const together = instruments.filter(
    (instrument) => binds(instrument) && instrument.parties.includes(country),
  );
  return countries.filter(
    (other) => other !== country && together.some(({ parties }) => parties.includes(other)),
  );
};
