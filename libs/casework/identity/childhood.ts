import { ageOn } from '../calendar.js';
import { unknownAgeBand } from '../coordination/events.js';
import type { CountryFacts } from '../facts.js';
import type { CaseFile } from '../file.js';
import type { IdentityState } from './state.js';

const ofAge = 18;

/** The youngest that the person can be by any claim that stands, in whole years; undefined where no date is readable. */
export const youngestAge = (identity: IdentityState, today: string): number | undefined => {
  const ages = identity.birthDates
    .filter(({ corrected }) => corrected === undefined)
    .flatMap(({ value }) => (value ? [ageOn(value.value, today)] : []));
  return ages.length === 0 ? undefined : Math.min(...ages);
};

const adultBand = (band: string, facts: CountryFacts): boolean =>
  band !== unknownAgeBand && !facts.childBands.includes(band);

/**
 * Whether the person is to be treated as a child on a day (ISO date): under 18 everywhere, and in doubt yes. A verified
 * age comes before claims; a presumption or an open verification holds until it ends; among claims the youngest counts.
 * Someone becomes an adult on the 18th birthday without any event. (domain.md 2.1, 2.4.)
 */
export const isChild = (file: CaseFile, facts: CountryFacts, today: string): boolean => {
  const { identification, identity, coordination } = file;
  const age = youngestAge(identity, today);
  switch (identification.age) {
    case 'adult':
      return false;
    case 'child':
      return age === undefined || age < ofAge;
    case 'presumed_minor':
    case 'inconclusive':
    case 'asked':
      return true;
    case undefined:
      break;
  }
  if (age !== undefined) return age < ofAge;
  const claimed = identity.birthDates.filter(({ corrected }) => corrected === undefined);
  const bands =
    claimed.length > 0 ? claimed.map(({ ageBand }) => ageBand) : [identity.ageBand ?? coordination.ageBand];
  return !bands.every((band) => adultBand(band, facts));
};

/** Every age band of a country's law, youngest first. */
export const ageBandsOf = (facts: CountryFacts): readonly string[] => [
  ...new Set(Array.from({ length: 131 }, (_, years) => facts.ageBand(years))),
];
