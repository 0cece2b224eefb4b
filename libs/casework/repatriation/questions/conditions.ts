import { dayIn } from '../../words/calendar.js';
import { countsAsGiven } from '../../consent/questions/in-force.js';
import type { CaseFile } from '../../records/file.js';
import { guardianInOffice } from '../../identification/questions/guardian.js';
import { reviewBars } from '../../identification/questions/review-bars.js';
import { isIdentified } from '../../identification/state.js';
import { isChild } from '../../identity/questions/childhood.js';
import type { Context } from '../../words/context.js';
import type { State } from '../../words/states.js';
import { notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import { nationalityStanding, travelDocumentsGood } from '../../nationality/state.js';
import { holdInForce } from '../../proceedings/state.js';
import { contactBarred } from '../../protection/questions/barred.js';
import type { ReturnPaper } from '../../words/policy.js';
import type { RefusalCode } from '../../words/refusal-codes.js';
import { carePlanned } from '../../tracing/state.js';
import { highRiskStands, riskIsBorne } from './risk.js';
import { isSuspended, type ReturnConsent } from '../state.js';

/** What a return can lack, as a P1 code. `not_possible_now` stands for whatever must not be told apart. */
export const returnConditions = {
  not_possible_now: ['not_possible_now', ''],
  suspended: ['condition_missing', 'The return is suspended. Resume it first.'],
  return_consent: ['consent_missing', 'The consent of the person to the return is not in force.'],
  guardian: ['guardian_missing', 'A child returns only with a guardian who is not implicated.'],
  child_heard: ['child_not_heard', 'Hear the child and record it with the best-interests determination.'],
  best_interests: ['best_interests_missing', 'A best-interests determination for the return is missing.'],
  identification: ['condition_missing', 'The identification has come to no finding yet.'],
  review: [
    'condition_missing',
    'The identification is not settled: wait for it, or record that the person, told of it, asks to go.',
  ],
  nationality: ['condition_missing', 'A confirmed nationality that is still valid on the day is missing.'],
  family: ['condition_missing', 'A valid answer of the family, or care planned elsewhere, is missing.'],
  risk: [
    'condition_missing',
    'Both sides must have assessed the risk; where one is high, two persons of two agencies must find its measures in place.',
  ],
  travel_document: ['condition_missing', 'A travel document that is valid on the day is missing.'],
  fit_to_travel: ['condition_missing', 'A fit-to-travel certificate that is valid on the day is missing.'],
} as const satisfies Record<string, readonly [RefusalCode, string]> &
  Record<ReturnPaper, readonly [RefusalCode, string]>;
export type ReturnCondition = keyof typeof returnConditions;

/** Conditions that must hold before a return is even proposed; papers and fitness follow until the approval. */
const conditionsOfProposal: readonly ReturnCondition[] = [
  'not_possible_now',
  'return_consent',
  'guardian',
  'child_heard',
  'best_interests',
  'identification',
  'review',
  'nationality',
  'family',
];

const today = (context: Context): string => dayIn(context.facts(context.country).timeZone, context.now);

/** Fear, an asylum claim, no screening, a hold: one answer for all, and the first one. */
export const isBarred = (
  file: Pick<CaseFile, 'contact' | 'disclosure' | 'proceedings' | 'protection'>,
  to: State,
  context: Context,
): boolean => contactBarred(file, to) || holdInForce(file.proceedings, today(context));

/** Whether the consent to return holds, and neither its guardian nor the interpreter was excluded since. */
const hasConsent = (file: CaseFile, by: ReturnConsent['givenBy']): boolean => {
  const { consent } = file.repatriation;
  return (
    consent?.status === 'given' &&
    consent.givenBy === by &&
    countsAsGiven({ ...consent, givenAt: consent.at }, file)
  );
};

const missingForChild = (file: CaseFile): ReturnCondition[] => {
  const { bestInterests } = file.repatriation;
  return [
    ...(guardianInOffice(file) ? [] : (['guardian'] as const)),
    ...(hasConsent(file, 'guardian_with_assent') ? [] : (['return_consent'] as const)),
    ...(bestInterests?.childHeard ? [] : (['child_heard'] as const)),
    ...(bestInterests?.solution?.startsWith('return_') ? [] : (['best_interests'] as const)),
  ];
};

/** At the 18th birthday a guardian's consent ends and the person's own is asked. */
const missingForAdult = (file: CaseFile): ReturnCondition[] =>
  hasConsent(file, 'person') ? [] : ['return_consent'];

/** What a consent to return lacks, of a child or an adult. */
export const missingConsent = (file: CaseFile, context: Context): readonly ReturnCondition[] =>
  isChild(file, context.facts(context.country), today(context))
    ? missingForChild(file)
    : missingForAdult(file);

const hasFinding = ({ identification }: Pick<CaseFile, 'identification'>): boolean =>
  isIdentified(identification) || identification.findings.some(({ outcome }) => outcome === 'not_a_victim');

/**
 * What a return lacks now, on the sending side (domain.md 2.4, 2.8): asked at approval, departure, each leg and the
 * handover. Which papers it takes, the country's policy says. `on` is the day of travel where it lies ahead; papers and findings must be valid on it. Pure.
 */
export const conditionsOfReturn = (
  file: CaseFile,
  to: State,
  context: Context,
  on: string = today(context),
): readonly ReturnCondition[] => {
  const now = today(context);
  const day = on > now ? on : now;
  const { repatriation, nationality, tracing } = file;
  const child = isChild(file, context.facts(context.country), now);
  const papers = new Set<ReturnPaper>([
    ...context.policy.papersFor(to),
    ...(child ? ['family' as const] : []),
  ]);
  const lacks = (condition: ReturnCondition, missing: boolean): ReturnCondition[] =>
    missing ? [condition] : [];
  const lacksPaper = (paper: ReturnPaper, missing: boolean): ReturnCondition[] =>
    lacks(paper, papers.has(paper) && missing);
  return [
    ...lacks('not_possible_now', isBarred(file, to, context)),
    ...lacks('suspended', isSuspended(repatriation)),
    ...(child ? missingForChild(file) : missingForAdult(file)),
    ...lacks('identification', !hasFinding(file)),
    ...lacks('review', reviewBars(file)),
    ...lacksPaper('nationality', nationalityStanding(nationality, to, day) !== 'confirmed'),
    ...lacksPaper('family', !carePlanned(tracing, to, day)),
    ...lacks('risk', !riskIsBorne(file, to, context)),
    ...lacksPaper(
      'travel_document',
      travelDocumentsGood(nationality, to, day, repatriation.since).length === 0,
    ),
    ...lacks('fit_to_travel', repatriation.fitUntil === undefined || repatriation.fitUntil < day),
  ];
};

/** What is missing before papers and fitness are asked for; an assessment may still come, a high risk may not stand. */
export const missingBeforePapers = (
  file: CaseFile,
  to: State,
  context: Context,
  on: string,
): readonly ReturnCondition[] =>
  conditionsOfReturn(file, to, context, on).filter(
    (condition) =>
      conditionsOfProposal.includes(condition) || (condition === 'risk' && highRiskStands(file, to, context)),
  );

/**
 * The refusal for the first missing condition; undefined where nothing is missing. Which one it is may know who runs the
 * case: to whoever only approves or proposes, a missing consent and a witness hold sound alike.
 */
export const refusalFor = (missing: readonly ReturnCondition[]): Decision<never> | undefined => {
  const [first] = missing;
  if (first === undefined) return undefined;
  if (missing.includes('not_possible_now')) return notPossibleNow();
  const [code, sentence] = returnConditions[first];
  return refuse(code, sentence, 'P3');
};
