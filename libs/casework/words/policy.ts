import type { State } from './states.js';
import type { Agency, Discipline, Duration, Sex } from './facts.js';

/** What can come before an authority confirms that somebody is its national. */
export const nationalitySteps = ['handed_on', 'consular_interview'] as const;
export type NationalityStep = (typeof nationalitySteps)[number];

/** Papers and answers that countries ask for alike or not. Whatever else a return needs protects the person, everywhere. */
export const returnPapers = ['nationality', 'family', 'travel_document'] as const;
export type ReturnPaper = (typeof returnPapers)[number];

/** What can belong to the end of a case of somebody who came home. */
export const closingSteps = ['host_feedback'] as const;
export type ClosingStep = (typeof closingSteps)[number];

/** Who is told in turn when a duty of an own office stays overdue: nobody is passed over but who is excluded or may not know. */
export const rungs = ['focal_point', 'deputy', 'authority_above'] as const;
export type Rung = (typeof rungs)[number];

/** Of a duty that is overdue, who is told so long after its day. */
export interface Escalation {
  readonly to: Rung;
  readonly after: Duration;
}

/**
 * What a country decides by its own law or practice where a datum does not say it: who may do what, bands of age, lengths
 * of clocks and channels are facts. Rules ask the policy of the node's own country, and none asks whose it is. It sees
 * no case file; what protects the person (consent, bars, children, four eyes) is asked of no policy.
 */
export interface Policy {
  /** What a team lacks for an interview on which a finding can stand, as one plain sentence; undefined where nothing. */
  readonly teamLacks: (team: {
    /** Those that an agency named can bring, each once. */
    readonly disciplines: readonly Discipline[];
    readonly agencies: readonly Agency[];
  }) => string | undefined;
  /** Whether a finding that somebody is a victim, on this legal basis, comes after an interview only. A denial always does. */
  readonly needsInterview: (legalBasis: string) => boolean;
  /**
   * What a finding that somebody is a victim lacks, on this basis, by this agency and of such a person, as one plain sentence;
   * where the law keeps a person out, it names who serves instead.
   */
  readonly findingLacks: (finding: {
    readonly legalBasis: string;
    readonly agency: Agency;
    readonly sex: Sex;
    readonly child: boolean;
  }) => string | undefined;
  /** Whether the status that another country gave can count here. */
  readonly recognises: (status: {
    readonly country: State;
    readonly legalBasis?: string | undefined;
  }) => boolean;
  /** What comes before a nationality is confirmed here. */
  readonly stepsToConfirm: readonly NationalityStep[];
  /** What a return to a country needs. Of a child's return the answer of the family, or care elsewhere, is always one. */
  readonly papersFor: (to: State) => readonly ReturnPaper[];
  /** What belongs to the end of a case of somebody who came home. Left out, it is an irregularity and no bar. */
  readonly endsWith: readonly ClosingStep[];
  /** How long before the notified day a leg may start, on a journey of so many. */
  readonly leadOf: (legs: number) => Duration;
  /** How long before its day the offices that have a duty are warned. */
  readonly warnsBefore: Duration;
  /** From the officer upwards, in the order of their days. */
  readonly escalates: readonly Escalation[];
  /** The office to which the focal point answers; none where nobody is told above it. */
  readonly authorityAbove?: string;
}

/** Where a country's own policy says nothing else (A where no source is named). */
export const usualPolicy: Policy = {
  /** A multi-disciplinary team (domain.md 2.1). */
  teamLacks: ({ disciplines }) =>
    disciplines.length < 2
      ? 'At least two disciplines, each brought by an agency named, make a multi-disciplinary team.'
      : undefined,
  needsInterview: () => true,
  findingLacks: () => undefined,
  recognises: () => true,
  stepsToConfirm: [],
  /** All needed before a return is approved (domain.md 2.4). */
  papersFor: () => returnPapers,
  endsWith: [],
  leadOf: (legs) => ({ days: legs, calendar: 'calendar', source: '(A)' }),
  warnsBefore: { days: 2, calendar: 'working', source: '(A)' },
  escalates: [
    { to: 'focal_point', after: { days: 1, calendar: 'working', source: '(A)' } },
    { to: 'deputy', after: { days: 3, calendar: 'working', source: '(A)' } },
    { to: 'authority_above', after: { days: 5, calendar: 'working', source: '(A)' } },
  ],
};
