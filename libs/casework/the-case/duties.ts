import { stepsDuties } from '../steps/questions/duties.js';
import { relayDuties } from '../relay/questions/duties.js';
import { owedDuties } from '../owed/questions/duties.js';
import { conversationDuties } from '../conversation/questions/duties.js';
import { reintegrationDuties } from '../reintegration/questions/duties.js';
import { proceedingsDuties } from '../proceedings/questions/duties.js';
import { whereaboutsDuties } from '../whereabouts/questions/duties.js';
import { repatriationDuties } from '../repatriation/questions/duties.js';
import { shelterDuties } from '../shelter/questions/duties.js';
import { tracingDuties } from '../tracing/questions/duties.js';
import { nationalityDuties } from '../nationality/questions/duties.js';
import { consentDuties } from '../consent/questions/duties.js';
import { identificationDuties } from '../identification/questions/duties.js';
import { ageDuties } from '../age/questions/duties.js';
import { coordinationDuties } from '../coordination/questions/duties.js';
import { alertDuties } from '../alerts/questions/duties.js';
import { caseOffice } from '../coordination/questions/owner.js';
import { officesFor } from '../coordination/questions/offices.js';
import { isExcluded, isInvolved } from '../coordination/state.js';
import { erasureDuties } from '../erasure/questions/duties.js';
import {
  noDuties,
  type Bearer,
  type Coordinated,
  type Duty,
  type DutyContext,
  type DutyKindDefinition,
  type Ending,
  type ProcessDuties,
  type ToldDuty,
} from '../records/duty.js';
import type { CaseFile, Parts } from '../records/file.js';
import type { FilePart } from '../records/fold.js';
import type { ProcessName } from '../records/records.js';
import { dueOn } from '../words/calendar.js';
import { clockOf, usualClocks } from '../words/clocks.js';
import { isCountry } from '../words/country.js';
import { holdsMandate, type CountryFacts } from '../words/facts.js';
import type { CountedDay } from '../words/reckoned.js';
import { behindPauses, isPaused } from './pauses.js';

/** What each process says waits for somebody: the one list. One that is forgotten does not compile. */
export const dutiesByProcess = {
  coordination: coordinationDuties,
  assignment: noDuties,
  identity: noDuties,
  age: ageDuties,
  protection: noDuties,
  contact: noDuties,
  identification: identificationDuties,
  consent: consentDuties,
  nationality: nationalityDuties,
  tracing: tracingDuties,
  shelter: shelterDuties,
  repatriation: repatriationDuties,
  whereabouts: whereaboutsDuties,
  proceedings: proceedingsDuties,
  reintegration: reintegrationDuties,
  disclosure: noDuties,
  letters: noDuties,
  conversation: conversationDuties,
  owed: owedDuties,
  relay: relayDuties,
  overdue: noDuties,
  erasure: erasureDuties,
  entries: noDuties,
  steps: stepsDuties,
  alerts: alertDuties,
} as const satisfies { readonly [Name in ProcessName]: Pick<ProcessDuties, 'kinds'> };

type Declared = typeof dutiesByProcess;
type KindsIn<Name extends ProcessName> = Name extends unknown
  ? keyof Declared[Name]['kinds'] & string
  : never;

/** Every kind of duty. */
export type DutyKind = KindsIn<ProcessName>;
/** A duty of a case. */
export type CaseDuty = Duty<DutyKind>;

/** The parts of a file from which the duties of some processes follow. */
export type DutyParts<Name extends ProcessName> = Pick<Parts, Declared[Name]['reads'][number] & FilePart> &
  Coordinated;

const processNames = Object.keys(dutiesByProcess) as ProcessName[];

/** What is said of every kind of duty. */
export const dutyKinds = Object.assign(
  {},
  ...Object.values(dutiesByProcess).map(({ kinds }) => kinds),
) as Readonly<Record<DutyKind, DutyKindDefinition>>;

/** What of a case has ended. */
export interface Ended {
  readonly closed: boolean;
  readonly died: boolean;
  readonly erased: boolean;
}

const endings = { closed: 'closing', died: 'death', erased: 'erasure' } as const satisfies Record<
  keyof Ended,
  Ending
>;

const standsAfter = (
  { kind, outlives = dutyKinds[kind].outlives ?? [] }: ToldDuty<DutyKind>,
  ended: Ended,
): boolean =>
  (Object.keys(endings) as (keyof Ended)[]).every((end) => !ended[end] || outlives.includes(endings[end]));

/** Nobody waits for an excluded office: what it was charged with goes to who holds the same mandate. */
const notExcluded = (bearer: Bearer, { coordination }: Coordinated): Bearer =>
  bearer.kind === 'office' && isExcluded(coordination, { agency: bearer.agency })
    ? { kind: 'mandate', mandate: bearer.mandate, butNot: [bearer.agency] }
    : bearer;

/**
 * The duties that stand in some processes of a case, in the order of the processes: from the open fields of its events
 * alone, so that whoever folds some parts of the file reads the same off them as the rules do.
 */
export const dutiesIn = <Name extends ProcessName>(
  names: readonly Name[],
  parts: DutyParts<Name>,
  ended: Ended,
): readonly Duty<KindsIn<Name>>[] =>
  names.flatMap((process) => {
    const { standing } = dutiesByProcess[process] as unknown as ProcessDuties<DutyKind, FilePart>;
    return standing(parts as unknown as Pick<Parts, FilePart> & Coordinated)
      .filter((duty) => standsAfter(duty, ended))
      .map(({ outlives: _outlives, ...duty }) => ({
        ...duty,
        id: `${duty.kind} ${duty.about}`,
        process,
        bearer: notExcluded(duty.bearer, parts),
      }));
  }) as unknown as readonly Duty<KindsIn<Name>>[];

/** A duty with who has it now, and until when. */
export interface ChargedDuty extends CaseDuty {
  /** Own offices that have to act, never one that is excluded; none where another country or the person has to. */
  readonly offices: readonly string[];
  /** No office that takes part can do it: those named have to bring one in that can. */
  readonly bringIn: boolean;
  /** Behind its pauses; none while it is paused. */
  readonly due?: CountedDay | undefined;
  readonly paused: boolean;
}

/** Offices that may know of the case: those that take part, and the focal point. */
export const mayKnow = (agency: string, { coordination }: CaseFile, facts: CountryFacts): boolean =>
  isInvolved(coordination, agency) ||
  (holdsMandate(facts, agency, 'coordinate') && !isExcluded(coordination, { agency }));

/** Who answers for the case where nobody else is left: its focal point, or who stands in for it. */
const answering = (file: CaseFile, context: DutyContext): readonly string[] => {
  const { focalPoint } = context.facts(context.country);
  return isExcluded(file.coordination, { agency: focalPoint })
    ? officesFor('coordinate', file, context)
    : [focalPoint];
};

const holding = (bearer: Bearer, file: CaseFile, context: DutyContext): readonly string[] => {
  const facts = context.facts(context.country);
  switch (bearer.kind) {
    case 'country':
    case 'person':
      return [];
    case 'office':
      return [bearer.agency];
    case 'case_office': {
      const office = caseOffice(file, context);
      return office === undefined || isExcluded(file.coordination, { agency: office }) ? [] : [office];
    }
    case 'mandate': {
      const less = new Set(bearer.butNot);
      const charged =
        bearer.mandate === 'take_part'
          ? [...file.coordination.involved].filter((agency) => !less.has(agency))
          : officesFor(bearer.mandate, file, context, less);
      return charged.filter((agency) => mayKnow(agency, file, facts));
    }
  }
};

/** Own offices that have a duty: whoever may know of the case and end it; else who can bring in another office. */
const officesOf = (
  { bearer, kind, about }: CaseDuty,
  file: CaseFile,
  context: DutyContext,
): Pick<ChargedDuty, 'offices' | 'bringIn'> => {
  if (bearer.kind === 'country' || bearer.kind === 'person') return { offices: [], bringIn: false };
  const { mayEnd = () => true } = dutyKinds[kind];
  const offices = holding(bearer, file, context).filter((agency) => mayEnd(about, agency, file, context));
  const bringIn = offices.length === 0;
  return { offices: bringIn ? answering(file, context) : offices, bringIn };
};

/** The facts of the country that has to act. */
export const factsFor = ({ bearer }: CaseDuty, { country, facts }: DutyContext): CountryFacts =>
  facts(bearer.kind === 'country' && isCountry(bearer.country) ? bearer.country : country);

/** The last day on which it can be done, also where the event does not say it. */
const untilOf = ({ kind, since, until }: CaseDuty, facts: CountryFacts): string | undefined => {
  const { clock, lapses } = dutyKinds[kind];
  if (until !== undefined || !lapses || clock === undefined || !Object.hasOwn(usualClocks, clock))
    return until;
  return dueOn(since, clockOf(clock as keyof typeof usualClocks, facts), facts);
};

const charged = (duty: CaseDuty, file: CaseFile, context: DutyContext): ChargedDuty => {
  const facts = factsFor(duty, context);
  return {
    ...duty,
    ...officesOf(duty, file, context),
    due: behindPauses(duty, facts),
    until: untilOf(duty, facts),
    paused: isPaused(duty),
  };
};

/** What of a file has ended. */
export const endedIn = ({ coordination, repatriation, erasure }: CaseFile): Ended => ({
  closed: coordination.closed,
  died: repatriation.diedAt !== undefined,
  erased: erasure.erased,
});

/** Every duty that stands in a case, with who has it and until when. Pure: nothing in it depends on the clock. */
export const dutiesOf = (file: CaseFile, context: DutyContext): readonly ChargedDuty[] =>
  dutiesIn(processNames, file as unknown as DutyParts<ProcessName>, endedIn(file)).map((duty) =>
    charged(duty, file, context),
  );
