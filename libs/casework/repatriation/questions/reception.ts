import type { CaseFile } from '../../records/file.js';
import { isExcluded } from '../../coordination/state.js';
import type { Context } from '../../words/context.js';

/**
 * Whether fewer offices met somebody who comes home than meet together in this country: of those that do, who recorded it and
 * whom it names count, and whoever is kept out of the case is not waited for.
 */
export const metByTooFew = (
  receivedBy: readonly string[],
  { coordination }: Pick<CaseFile, 'coordination'>,
  { actor, country, facts }: Context,
): boolean => {
  const { jointReception } = facts(country);
  if (!jointReception) return false;
  const may = jointReception.offices.filter((agency) => !isExcluded(coordination, { agency }));
  const met = may.filter((agency) => agency === actor.agency || receivedBy.includes(agency));
  return met.length < Math.min(jointReception.least, may.length);
};
