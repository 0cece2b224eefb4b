import { dayIn, dueOn } from '../words/calendar.js';
import { due, type Due } from '../words/reckoned.js';
import { isExcluded } from '../coordination/state.js';
import { clockOf } from '../words/clocks.js';
import type { CaseFile } from './file.js';
import type { Context } from '../words/context.js';
import type { Signature } from '../words/signature.js';
import { today } from '../words/today.js';

/** The last day on which what one person proposed can be signed by a second, ISO date. */
const lapsesAfter = (at: string, context: Context): string => {
  const facts = context.facts(context.country);
  return dueOn(at, clockOf('second_signature', facts), facts);
};

/** By when a second person confirms what is proposed now. */
export const confirmedBy = (context: Context): Due<'confirmBy'> => {
  const facts = context.facts(context.country);
  return due('confirmBy', context.now, clockOf('second_signature', facts), facts);
};

/** Whether what one person proposed has waited for its second longer than the country lets it (domain.md 2.8). */
export const hasLapsed = (at: string, context: Context): boolean => lapsesAfter(at, context) < today(context);

/** Whether who signed, or the office, is excluded from the case now: then the signature counts no more. */
export const isOfExcluded = ({ actor, agency }: Omit<Signature, 'at'>, { coordination }: CaseFile): boolean =>
  isExcluded(coordination, { agency, officialId: actor });

/** Whether a signature still waits for its second: neither lapsed nor of somebody who was excluded since. */
export const stillStands = (signature: Signature, file: CaseFile, context: Context): boolean =>
  !isOfExcluded(signature, file) && !hasLapsed(signature.at, context);

/** Whether one of two signatures is the second of the other: of another person and agency, and while it still waited. */
const isSecondOf = (second: Signature, first: Signature, context: Context): boolean =>
  first.actor !== second.actor &&
  first.agency !== second.agency &&
  first.at <= second.at &&
  dayIn(context.facts(context.country).timeZone, second.at) <= lapsesAfter(first.at, context);

/** Whether two persons of two agencies signed, the second while the first waited, and neither is excluded since. */
export const signedByTwo = (signatures: readonly Signature[], file: CaseFile, context: Context): boolean => {
  const counting = signatures.filter((signature) => !isOfExcluded(signature, file));
  return counting.some((first) => counting.some((second) => isSecondOf(second, first, context)));
};
