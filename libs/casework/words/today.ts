import { dayIn } from './calendar.js';
import type { Context } from './context.js';

/** The calendar day of the decision in the node's own country, ISO date. */
export const today = (context: Context): string =>
  dayIn(context.facts(context.country).timeZone, context.now);
