import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { sameCode } from '../../words/same-code.js';
import { stepOf } from '../../steps/questions/keeper.js';
import type { ExclusionRule } from '../events.js';
import { isExcluded, type Exclusion } from '../state.js';

export type Party = Pick<Exclusion, 'country' | 'from' | 'agency' | 'officialId'>;

/** What an event keeps where the focal point may know of the exclusion that it follows from. */
interface Told {
  readonly told?: 'focal_point';
}

const toldIf = (may: boolean): Told => (may ? { told: 'focal_point' } : {});

/** Offices from which an excluded person acted in this case, as far as it is known. */
export const officesOf = (
  { agency, officialId }: Party,
  file: Pick<CaseFile, 'history'>,
): ReadonlySet<string> =>
  new Set([
    ...(agency === undefined ? [] : [agency]),
    ...file.history.flatMap(({ meta }) =>
      officialId !== undefined && sameCode(meta.actor, officialId) ? [meta.agency] : [],
    ),
  ]);

/**
 * Whether the focal point may know of an exclusion: not of one of its own people, nor of somebody of whom nobody knows
 * whose colleague it is. One that another country told is the focal point's to know, whomever it names: nobody else here
 * answers for it.
 */
export const toldOf = (party: Party, file: Pick<CaseFile, 'history'>, context: Context): Told => {
  const offices = officesOf(party, file);
  const others = offices.size > 0 && !offices.has(context.facts(context.country).focalPoint);
  return toldIf(party.country !== undefined || party.from !== undefined || others);
};

/** As `toldOf`, of its end; of one that the focal point alone can confirm it hears too, and of no name with it. */
export const toldOfEnd = (party: Party, file: Pick<CaseFile, 'history'>, context: Context): Told =>
  party.country === undefined && party.from === undefined && officesOf(party, file).size === 0
    ? toldIf(true)
    : toldOf(party, file, context);

/** What an exclusion makes irregular, told to the focal point where it may know of the exclusion. */
export const ofExcluded = (rule: ExclusionRule, told: Told, about?: string): NewCaseEvent => ({
  type: 'IrregularityRaised',
  data: { rule, ...(about === undefined ? {} : { about }), ...told },
});

/** Goes beside a fact that names a person of this country who is excluded. */
export const actedThough = (
  officialId: string | undefined,
  file: Pick<CaseFile, 'coordination' | 'history'>,
  context: Context,
): NewCaseEvent[] => {
  if (officialId === undefined) return [];
  const { coordination } = file;
  const meant = coordination.exclusions.filter((one) =>
    isExcluded({ ...coordination, exclusions: [one] }, { officialId }),
  );
  if (meant.length === 0) return [];
  const told = meant.every((one) => toldOf(one, file, context).told !== undefined);
  return [ofExcluded('excluded_party', toldIf(told))];
};

/** The office that answers for an exclusion; none for one that another country told. */
export const excludedBy = (
  { exclusionId, from }: Exclusion,
  file: Pick<CaseFile, 'history' | 'steps'>,
): string | undefined => (from === undefined ? stepOf(file, exclusionId)?.keeper : undefined);

/** Whether who acts may know of an exclusion: the office that answers for it, and the focal point where it is told. */
export const mayKnowOf = (
  exclusion: Exclusion,
  file: Pick<CaseFile, 'history' | 'steps'>,
  context: Context,
): boolean => {
  const { agency } = context.actor;
  if (agency === excludedBy(exclusion, file)) return true;
  const { focalPoint } = context.facts(context.country);
  return agency === focalPoint && toldOf(exclusion, file, context).told !== undefined;
};

/** Tells who may know of an exclusion that somebody named the excluded, to no effect. */
export const namedThough = (
  exclusion: Exclusion,
  about: string | undefined,
  file: Pick<CaseFile, 'history' | 'steps'>,
  context: Context,
): NewCaseEvent => {
  const by = excludedBy(exclusion, file);
  return {
    type: 'IrregularityRaised',
    data: {
      rule: 'excluded_party',
      ...(about === undefined ? {} : { about }),
      ...(by === undefined ? {} : { excludedBy: by }),
      ...toldOf(exclusion, file, context),
    },
    byNode: true,
  };
};
