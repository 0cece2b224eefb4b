import type { CaseFile } from '../records/file.js';
import { isIdentified } from '../identification/state.js';
import { isOff } from '../repatriation/state.js';

/** How far a case has come, as a focal point counts. Nothing here tells why a case stands still. */
export const caseStages = [
  'opened',
  'presumed',
  'identified',
  'not_identified',
  'return_proposed',
  'return_approved',
  'departure_set',
  'in_transit',
  'handed_over',
  'arrived',
  'reintegrating',
  'return_off',
  'ended',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** What the stage follows from. */
export const stageParts = ['identification', 'repatriation', 'reintegration', 'whereabouts'] as const;
type Parts = Pick<CaseFile, (typeof stageParts)[number]>;

const isSince = (at: string, begun: string | undefined): boolean =>
  begun === undefined || Date.parse(at) >= Date.parse(begun);

const beforeReturn = ({ identification }: Parts): CaseStage => {
  if (isIdentified(identification)) return 'identified';
  const { screening, screenedAt, findings } = identification;
  const denied = findings.findLast(({ outcome }) => outcome === 'not_a_victim');
  if (denied && (screenedAt === undefined || isSince(denied.at, screenedAt))) return 'not_identified';
  return screening === 'presumed' ? 'presumed' : 'opened';
};

/** Whether the plan made at home is of this return, not of one before it. */
const isPlanned = ({ reintegration: { agreed } }: Parts, begun: string | undefined): boolean =>
  agreed !== undefined && isSince(agreed.at, begun);

const withoutReturn = (parts: Parts): CaseStage => {
  if (parts.whereabouts.gone) return 'ended';
  return isPlanned(parts, parts.repatriation.begunAt) ? 'reintegrating' : beforeReturn(parts);
};

/** The stage of a case, the same in the file and in every list. */
export const stageOf = (parts: Parts): CaseStage => {
  const { repatriation, whereabouts } = parts;
  switch (repatriation.stage) {
    case 'none':
      return withoutReturn(parts);
    case 'proposed':
      return 'return_proposed';
    case 'approved':
      return 'return_approved';
    case 'scheduled':
      return 'departure_set';
    case 'in_transit':
      return 'in_transit';
    case 'handed_over':
      return isPlanned(parts, repatriation.begunAt ?? repatriation.departedAt)
        ? 'reintegrating'
        : 'handed_over';
    case 'received':
      return isPlanned(parts, repatriation.arrivedAt) ? 'reintegrating' : 'arrived';
    case 'refused':
    case 'cancelled':
      return isOff(repatriation) && !whereabouts.gone ? 'return_off' : withoutReturn(parts);
    case 'ended':
      return 'ended';
  }
};
