import { dueOn } from '../../words/calendar.js';
import { clockOf } from '../../words/clocks.js';
import type { Context } from '../../words/context.js';

/** By which day a review that is asked for now is decided, ISO date. */
export const reviewDueOn = (context: Context): string => {
  const facts = context.facts(context.country);
  return dueOn(context.now, clockOf('identification_review', facts), facts);
};
