import { holdsMandate } from '../facts.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { isExcluded, isOwner } from './state.js';

/**
 * Whether the actor runs the case: its agency owns it, or does case work in one that a focal point owns, which does none
 * itself (a receiving country, until the case is passed on).
 */
export const runsTheCase = ({ coordination }: CaseFile, { actor, country, facts }: Context): boolean => {
  if (isOwner(coordination, actor.agency)) return true;
  const own = facts(country);
  return (
    isOwner(coordination, own.focalPoint) &&
    !holdsMandate(own, own.focalPoint, 'case_work') &&
    holdsMandate(own, actor.agency, 'case_work')
  );
};

/** Who owns a case whose owner is excluded from it: the focal point at once, or who else is left to do it. */
export const nextOwner = (excluded: string, file: CaseFile, context: Context): string | undefined => {
  const facts = context.facts(context.country);
  const doCaseWork = [...file.coordination.involved].filter((agency) =>
    holdsMandate(facts, agency, 'case_work'),
  );
  return [facts.focalPoint, context.actor.agency, ...doCaseWork].find(
    (agency) =>
      agency !== excluded &&
      file.coordination.involved.has(agency) &&
      !isExcluded(file.coordination, { agency }),
  );
};
