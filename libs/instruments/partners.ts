import { countries, letsPass, type Country } from '#casework';

/**
 * The countries with which a country shares an instrument under which messages go, or did, in the order of the list of
 * countries: of what ended, answers may still be under way.
 */
export const partnersOf = (
  country: Country,
  instruments: readonly Parameters<typeof letsPass>[0][],
): readonly Country[] =>
  countries.filter(
    (other) => other !== country && instruments.some((instrument) => letsPass(instrument, country, other)),
  );
