import { agencyOf, holdsMandate, type CountryFacts } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isInvolved, type Involvement } from '../state.js';
import { standingInFor } from './offices.js';

const doesCaseWork = (facts: CountryFacts, agency: string): boolean =>
  holdsMandate(facts, agency, 'case_work');

/** The owner; the focal point, where a case of before names none. */
const ownerOf = ({ coordination }: Pick<CaseFile, 'coordination'>, facts: CountryFacts): string =>
  coordination.owner ?? facts.focalPoint;

/** Whether the focal point, or the node for it, charged an office with the person, not with one question alone. */
const isCharged = ({ by, reason, about }: Involvement, facts: CountryFacts): boolean =>
  (by === undefined || by === facts.focalPoint || !agencyOf(facts, by)) &&
  (about === undefined || reason === 'reintegration_plan');

/**
 * The office that does the case work: the owner, or, where the owner is a focal point that does none itself, the first
 * office of case work that it charged with the person. Who was only referred to, or excluded the owner before, is not it.
 */
export const caseOffice = (
  file: Pick<CaseFile, 'coordination'>,
  { country, facts }: Pick<Context, 'country' | 'facts'>,
): string | undefined => {
  const own = facts(country);
  const { coordination } = file;
  const owner = ownerOf(file, own);
  if (owner !== own.focalPoint || doesCaseWork(own, owner)) return owner;
  return coordination.involvements.find(
    (held) => doesCaseWork(own, held.agency) && isCharged(held, own) && isInvolved(coordination, held.agency),
  )?.agency;
};

/** Whether the actor runs the case: its agency owns it, or does the case work of one that a focal point owns. */
export const runsTheCase = (
  file: Pick<CaseFile, 'coordination'>,
  context: Pick<Context, 'actor' | 'country' | 'facts'>,
): boolean =>
  [ownerOf(file, context.facts(context.country)), caseOffice(file, context)].includes(context.actor.agency);

/**
 * Who owns a case whose owner is excluded from it: the focal point at once, another office of case work, or who stands in;
 * never the one that excluded, which would make itself the owner alone.
 */
export const nextOwner = (
  excluded: string,
  file: Pick<CaseFile, 'coordination'>,
  context: Context,
): string | undefined => {
  const facts = context.facts(context.country);
  const doCaseWork = [...file.coordination.involved].filter((agency) => doesCaseWork(facts, agency));
  const standIns = standingInFor(excluded, file, context);
  return [facts.focalPoint, ...doCaseWork, ...standIns].find(
    (agency) =>
      agency !== excluded &&
      agency !== context.actor.agency &&
      (isInvolved(file.coordination, agency) || standIns.includes(agency)),
  );
};
