import { caseOffice } from '../../coordination/questions/owner.js';
import { isExcluded } from '../../coordination/state.js';
import { holdsMandate } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Journey } from '../state.js';

/**
 * The office that answers for a journey of the sending side: the one that planned it, or, where it was excluded from the
 * case of somebody on it, the first office that does case work for one of them and escorts. Where there is none, any
 * office that escorts and may know of the journey.
 */
export const ownsJourney = (
  agency: string,
  { plannedBy, travellers: on }: Journey,
  files: ReadonlyMap<string, CaseFile>,
  context: Context,
): boolean => {
  const travellers = on.flatMap((caseId) => files.get(caseId) ?? []);
  const isOut = (office: string): boolean =>
    travellers.some(({ coordination }) => isExcluded(coordination, { agency: office }));
  if (plannedBy === undefined || !isOut(plannedBy)) return plannedBy === agency;
  const [next] = travellers
    .flatMap((file) => caseOffice(file, context) ?? [])
    .filter((office) => !isOut(office) && holdsMandate(context.facts(context.country), office, 'escort'));
  return (next ?? agency) === agency && !isOut(agency);
};
