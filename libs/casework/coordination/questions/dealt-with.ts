import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { refuse, type Decision } from '../../words/decision.js';
import type { State } from '../../words/states.js';
import { isExcluded } from '../state.js';

/** Whether an office of another country is kept out of the case. */
export const isExcludedAbroad = (
  country: State,
  agency: string,
  { coordination }: Pick<CaseFile, 'coordination'>,
): boolean => isExcluded(coordination, { country, agency });

/** Why nothing is dealt with by hand with an office abroad: it, or who would deal with it, is kept out of the case. */
export const dealsWithExcluded = (
  country: State,
  agency: string,
  file: Pick<CaseFile, 'coordination'>,
  { actor }: Context,
): Decision<never> | undefined =>
  isExcludedAbroad(country, agency, file) ||
  isExcluded(file.coordination, { agency: actor.agency, officialId: actor.id })
    ? refuse('excluded_party', 'That office or person is excluded from this case; ask another.', 'P4')
    : undefined;
