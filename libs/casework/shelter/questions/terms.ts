import { due, dueTogether, type Due } from '../../words/reckoned.js';
import type { Context } from '../../words/context.js';
import type { DeadlineKey, Shelter } from '../../words/facts.js';

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
