import type { PayloadOf } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import { bandUnder } from '../../identity/questions/age.js';
import { ageOf } from '../../identity/questions/childhood.js';
import { claimedNationalities } from '../../identity/questions/current.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { State } from '../../words/states.js';
import { today } from '../../words/today.js';

/** The nationality that message 1 carries: that of its receiver where a claim names it or none names another. */
const claimedNationality = ({ identity }: Pick<CaseFile, 'identity'>, to: Country): State => {
  const claimed = claimedNationalities(identity);
  if (claimed.includes(to)) return to;
  return State.safeParse(claimed[0]).data ?? to;
};

/** What message 1 tells a country of the person, but for the kind of place: that is said with each notice. */
export const noticeToSend = (
  file: Pick<CaseFile, 'age' | 'coordination' | 'identity'>,
  context: Context,
  to: Country,
): Omit<PayloadOf<'CaseNotified'>, 'locationType'> => {
  const { sex, mainLanguage, urgency } = file.coordination;
  return {
    ...{ sex, mainLanguage, urgency },
    ageBand: bandUnder(ageOf(file, context.facts(context.country), today(context)), context.facts(to)),
    claimedNationality: claimedNationality(file, to),
  };
};
