import { due, type Due } from '../../words/reckoned.js';
import { clockOf } from '../../words/clocks.js';
import type { Context } from '../../words/context.js';

/** By which day a review that is asked for now is decided. */
export const reviewDue = (context: Context): Due<'dueOn'> => {
  const facts = context.facts(context.country);
  return due('dueOn', context.now, clockOf('identification_review', facts), facts);
};
