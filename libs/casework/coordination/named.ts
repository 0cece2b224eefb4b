import type { CountryFacts } from '../facts.js';
import type { CaseFile } from '../file.js';
import { isExcluded } from './state.js';

/** Every text in a value, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Whether a command names an office, the shelter of one, or an official who is kept out of the case. */
export const namesExcluded = (body: unknown, { coordination }: CaseFile, facts: CountryFacts): boolean =>
  coordination.exclusions.length > 0 &&
  textsIn(body).some((named) => {
    const agency = facts.shelters.find(({ code }) => code === named)?.agency ?? named;
    const abroad = coordination.exclusions.flatMap(({ country }) => country ?? []);
    return [undefined, ...abroad].some(
      (country) =>
        isExcluded(coordination, { agency, ...(country ? { country } : {}) }) ||
        isExcluded(coordination, { officialId: named, ...(country ? { country } : {}) }),
    );
  });

/** The file as it is to who may not know that anybody is excluded. */
export const withoutExclusions = (file: CaseFile): CaseFile => ({
  ...file,
  coordination: { ...file.coordination, exclusions: [] },
});
