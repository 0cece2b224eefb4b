import { dueOn } from '../../words/calendar.js';
import type { Context } from '../../words/context.js';
import type { Duration } from '../../words/facts.js';

/** Where a country's facts name no term for a review (A). */
const usualTerm: Duration = { days: 30, calendar: 'calendar', source: '(A)' };

/** By which day a review that is asked for now is decided, ISO date. */
export const reviewDueOn = (context: Context): string => {
  const facts = context.facts(context.country);
  return dueOn(context.now, facts.deadlines.identification_review ?? usualTerm, facts);
};
