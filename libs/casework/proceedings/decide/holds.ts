import { dueOn } from '../../words/calendar.js';
import type { Context } from '../../words/context.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { today } from '../../words/today.js';
import type { proceedingsCommands } from '../commands.js';
import { holdsInForce } from '../state.js';
import { Hold } from '../values.js';

/** Taking part in a case must not require staying (domain.md 2.4): whatever is incomplete here bars nothing. */
const wish = (): Decision<never> =>
  refuse(
    'condition_missing',
    'A hold needs an authority, an end date, a review date, the view of the person, and advance testimony tried or the reason why not. Without these it is a wish, not a bar.',
  );

/** Why the dates of a hold cannot stand, if they cannot. */
const wrongDates = (until: string, reviewOn: string, context: Context): Decision<never> | undefined => {
  const day = today(context);
  if (until <= day || reviewOn <= day || reviewOn > until)
    return refuse('impossible_date', 'The review comes after today and not after the end of the hold.');
  const facts = context.facts(context.country);
  const duration = facts.deadlines.hold_review;
  const latest = duration ? dueOn(context.now, duration, facts) : until;
  return reviewOn > latest
    ? refuse('condition_missing', `A hold is reviewed by ${latest} at the latest.`)
    : undefined;
};

/** A witness may be held back only with a reason that is looked at again. Who is not entitled learns nothing of it. */
export const holdDecisions: Decisions<
  Pick<typeof proceedingsCommands, 'PlaceHold' | 'ReviewHold' | 'EndHold'>
> = {
  PlaceHold: (body, file, context) => {
    const hold = Hold.safeParse(body);
    if (!hold.success) return wish();
    if (hold.data.advanceTestimony === 'not_possible' && !hold.data.because) return wish();
    const refusal = wrongDates(hold.data.until, hold.data.reviewOn, context);
    if (refusal) return refusal;
    if (holdsInForce(file.proceedings, today(context)).length > 0)
      return refuse('already_exists', 'A hold is in force. Review it instead.', 'P4');
    return accept({ type: 'HoldPlaced', data: { holdId: context.idFor('hold'), hold: hold.data } });
  },

  ReviewHold: ({ holdId, ...review }, file, context) => {
    if (!holdsInForce(file.proceedings, today(context)).some((hold) => hold.holdId === holdId))
      return refuse('unknown_reference', 'No hold with that id is in force in this case.');
    return (
      wrongDates(review.until, review.reviewOn, context) ??
      accept({ type: 'HoldReviewed', data: { holdId, review } })
    );
  },

  EndHold: ({ holdId, occurredAt }, file) => {
    const hold = file.proceedings.holds.find((known) => known.holdId === holdId);
    if (!hold) return refuse('unknown_reference', 'No hold with that id stands in this case.');
    if (hold.ended) return refuse('already_exists', 'The hold has ended before.', 'P4');
    return accept({ type: 'HoldEnded', data: { holdId }, ...(occurredAt ? { occurredAt } : {}) });
  },
};
