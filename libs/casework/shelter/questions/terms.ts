import { due, dueTogether, type Due } from '../../words/reckoned.js';
import type { Context } from '../../words/context.js';
import type { DeadlineKey, Shelter } from '../../words/facts.js';
import type { Stay } from '../state.js';
import { shelterOf } from './admission.js';

/** Which clock of a country says how long a shelter of a kind takes somebody in. */
const clockOfKind: Readonly<Record<Shelter['kind'], DeadlineKey | undefined>> = {
  border: 'border_shelter_stay',
  transit: 'transit_stay',
  temporary: undefined,
  long_term: undefined,
};

/** The last day of a stay that begins, and the last for which the state pays the meals, as far as the country names them. */
export const termsOf = (
  { kind }: Shelter,
  from: string,
  context: Context,
): Partial<Due<'until' | 'mealsPaidUntil'>> => {
  const facts = context.facts(context.country);
  const clock = clockOfKind[kind];
  const stay = clock && facts.deadlines[clock];
  const meals = facts.deadlines.paid_meals;
  return dueTogether(
    stay ? due('until', from, stay, facts) : {},
    meals ? due('mealsPaidUntil', from, meals, facts) : {},
  );
};

/**
 * The same where a stay goes on in another shelter: it begins nothing anew. The last day of paid meals stays as it was, and that
 * of the stay where the other shelter is of the same kind.
 */
export const termsAfterMove = (
  stay: Pick<Stay, 'shelterCode' | 'until' | 'mealsPaidUntil'>,
  to: Shelter,
  context: Context,
): Partial<Due<'until' | 'mealsPaidUntil'>> => {
  const { reckonedBy = [], ...anew } = termsOf(to, context.now, context);
  const from = shelterOf(context.facts(context.country), stay.shelterCode);
  const kept = {
    ...(from?.kind === to.kind && stay.until !== undefined ? { until: stay.until } : {}),
    ...(stay.mealsPaidUntil === undefined ? {} : { mealsPaidUntil: stay.mealsPaidUntil }),
  };
  const counted = reckonedBy.filter(({ of }) => !Object.hasOwn(kept, of));
  return { ...anew, ...kept, ...(counted.length > 0 ? { reckonedBy: counted } : {}) };
};
