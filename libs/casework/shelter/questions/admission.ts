import { dayIn } from '../../words/calendar.js';
import { isExcluded } from '../../coordination/state.js';
import type { CountryFacts, Shelter } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import { ageOf } from '../../identity/questions/childhood.js';
import type { Context } from '../../words/context.js';
import type { denialReasons } from '../events.js';

export const shelterOf = (facts: CountryFacts, code: string): Shelter | undefined =>
  facts.shelters.find((shelter) => shelter.code === code);

/** Which rule of a shelter keeps this person out; undefined where it may take her or him. Occupancy is a view's matter. */
export const notAdmittedFor = (
  shelter: Shelter,
  withFamily: boolean,
  file: Pick<CaseFile, 'age' | 'coordination'>,
  context: Context,
): (typeof denialReasons)[number] | undefined => {
  const { sexes, families, minimumAge = 0, belowAge = Infinity } = shelter.admits;
  const facts = context.facts(context.country);
  const today = dayIn(facts.timeZone, context.now);
  if (!sexes.includes(file.coordination.sex)) return 'sex';
  if (withFamily && !families) return 'families';
  const { child, years = child ? 0 : 18 } = ageOf(file, facts, today);
  return years < minimumAge || years >= belowAge ? 'age' : undefined;
};

/** Another shelter that may take this person and is not excluded from the case. */
export const alternativeTo = (
  code: string,
  withFamily: boolean,
  file: Pick<CaseFile, 'age' | 'coordination'>,
  context: Context,
): Shelter | undefined =>
  context
    .facts(context.country)
    .shelters.find(
      (shelter) =>
        shelter.code !== code &&
        !isExcluded(file.coordination, { agency: shelter.agency }) &&
        notAdmittedFor(shelter, withFamily, file, context) === undefined,
    );
