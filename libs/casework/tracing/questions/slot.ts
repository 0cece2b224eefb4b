import { addDays, dueOn, instantAt } from '../../words/calendar.js';
import { clockOf } from '../../words/clocks.js';
import type { Context } from '../../words/context.js';
import type { TracingRequest } from '../state.js';

/** Who concludes later waits for the next of these, counted from the first: a day of the week tells nothing (A). */
const daysBetween = 7;
/** After the offices have closed, so that a conclusion of the day itself is in time. */
const hour = 18;

const dayMs = 86_400_000;

/** The first day: that of the clause, or of our own term where it is sooner, both known when the request came. */
const firstDay = ({ dueOn: asked, receivedAt }: TracingRequest, context: Context): string => {
  const facts = context.facts(context.country);
  const term = dueOn(receivedAt ?? context.now, clockOf('family_answer', facts), facts);
  return asked !== undefined && asked < term ? asked : term;
};

/**
 * The instant at which an answer of unavailability goes, whatever stands behind it and whenever it was found (domain.md
 * 2.3): fixed when the request came, or, where that has passed, the next one of the same series.
 */
export const slotFor = (request: TracingRequest, context: Context): string => {
  const { timeZone } = context.facts(context.country);
  const first = firstDay(request, context);
  const passed = Date.parse(context.now) - Date.parse(instantAt(timeZone, first, hour));
  const steps = Math.max(0, Math.ceil(passed / (daysBetween * dayMs)));
  return instantAt(timeZone, addDays(first, steps * daysBetween), hour);
};
