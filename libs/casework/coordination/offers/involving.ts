import type { FoundIn } from '../../words/states.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { isExcluded } from '../state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Mandate } from '../../words/mandate.js';

/** Work for which the rules bring an office in. When each ends stands in one place (taking-part.ts). */
export const workReasons = [
  'shelter',
  'nationality_check',
  'family_tracing',
  'court_outcome',
  'reintegration_plan',
  'support_application',
  'relay',
] as const;
export type WorkReason = (typeof workReasons)[number];

export const isWorkReason = (reason: string): reason is WorkReason =>
  (workReasons as readonly string[]).includes(reason);

/** What an office is brought in for, and the id of it. */
export interface OfficeWork {
  readonly reason: WorkReason;
  readonly about: string;
}

/** Brings one agency of the own country into the case for some work, unless it takes part for that or until let go. */
export const involve = (agency: string, { reason, about }: OfficeWork, file: CaseFile): NewCaseEvent[] =>
  file.coordination.involvements.some(
    (held) => held.agency === agency && (held.about === undefined || held.about === about),
  )
    ? []
    : [{ type: 'AgencyInvolved', data: { agency, reason, about } }];

const open = (file: CaseFile, context: Context, mandate: Mandate, at?: FoundIn): readonly string[] =>
  context
    .facts(context.country)
    .agencies.filter(
      ({ id, mandates, abroad }) =>
        mandates.includes(mandate) &&
        (abroad === undefined || at === undefined || abroad === at) &&
        !isExcluded(file.coordination, { agency: id }),
    )
    .map(({ id }) => id);

/**
 * Brings every agency charged with a step into the case, so that it shows in their inbox; not those excluded, and of the
 * missions only those in the country where the person is, if it is named.
 */
export const involveAll = (
  mandate: Mandate,
  work: OfficeWork,
  file: CaseFile,
  context: Context,
  at?: FoundIn,
): NewCaseEvent[] => open(file, context, mandate, at).flatMap((agency) => involve(agency, work, file));

/**
 * Brings in the case managers who go on with a person at home, unless one of them takes part already: of all offices
 * that could serve someone, the fewest that need to know.
 */
export const involveCaseManagers = (work: OfficeWork, file: CaseFile, context: Context): NewCaseEvent[] => {
  const managers = context
    .facts(context.country)
    .agencies.filter(
      ({ id, kind, mandates }) =>
        kind === 'social_work' &&
        mandates.includes('case_work') &&
        mandates.includes('reintegrate') &&
        !isExcluded(file.coordination, { agency: id }),
    );
  const here = managers.filter(({ id }) => file.coordination.involved.has(id));
  return (here.length > 0 ? here : managers).flatMap(({ id }) => involve(id, work, file));
};
