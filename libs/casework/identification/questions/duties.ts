import { isExcluded } from '../../coordination/state.js';
import { duties, type ToldDuty } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import { isIdentified, type Finding, type IdentificationState } from '../state.js';
import { hasOneIdentifier } from './one-identifier.js';
import { denying } from './reviewers.js';

/** Whether a team has met the person since the instant of a screening. */
const interviewedSince = ({ interviews }: IdentificationState, since: string): boolean =>
  interviews.some(({ at }) => Date.parse(at) >= Date.parse(since));

type Kind =
  'interview' | 'recovery_period_ends' | 'confirm_denial' | 'identification_review' | 'apply_for_support';

const interviews = (state: IdentificationState): readonly ToldDuty<Kind>[] => {
  const { screening, screenedAt, interviewDueOn, interviewReckonedBy: reckonedBy } = state;
  if (screening !== 'presumed' || screenedAt === undefined) return [];
  return interviewedSince(state, screenedAt) || isIdentified(state)
    ? []
    : [
        {
          kind: 'interview',
          about: 'interview',
          bearer: { kind: 'mandate', mandate: 'identify' },
          since: screenedAt,
          due: countedDay(interviewDueOn, 'interviewDueOn', { reckonedBy }),
        },
      ];
};

const recovery = (state: IdentificationState): readonly ToldDuty<Kind>[] => {
  const { recoveryUntil, recoveryGrantedAt: since, recoveryReckonedBy: reckonedBy } = state;
  return since === undefined || interviewedSince(state, since)
    ? []
    : [
        {
          ...{ kind: 'recovery_period_ends', about: 'recovery', since },
          bearer: { kind: 'case_office' },
          due: countedDay(recoveryUntil, 'until', { reckonedBy }),
        },
      ];
};

const aboutFinding = (finding: Finding): readonly ToldDuty<Kind>[] => {
  const { findingId: about, outcome, proposedBy, reviewRequested, at } = finding;
  const confirming: readonly ToldDuty<Kind>[] =
    outcome === 'denial_proposed' && proposedBy
      ? [
          {
            kind: 'confirm_denial',
            about,
            since: proposedBy.at,
            bearer: { kind: 'mandate', mandate: 'identify' },
          },
        ]
      : [];
  const reviewing: readonly ToldDuty<Kind>[] = reviewRequested
    ? [
        {
          ...{ kind: 'identification_review', about, since: finding.reviewRequestedAt ?? at },
          bearer: { kind: 'mandate', mandate: 'review_identification', butNot: [...denying(finding)] },
          due: countedDay(finding.reviewDueOn, 'dueOn', { reckonedBy: finding.reviewReckonedBy }),
        },
      ]
    : [];
  return [...confirming, ...reviewing];
};

export const identificationDuties = duties({
  kinds: {
    interview: {
      summary: 'Hold the interview of a multi-disciplinary team that follows the first screening.',
      endedBy: ['RecordIdentificationInterview'],
      restsOn: ['InitialScreeningCompleted'],
      clock: 'interview_after_screening',
    },
    recovery_period_ends: {
      summary: 'The recovery period ends: ask the person whether she is ready for an interview.',
      endedBy: ['RecordIdentificationInterview'],
      restsOn: ['RecoveryPeriodGranted'],
      clock: 'recovery_period',
      // The interview that waits for its end has a day of its own.
      neverLate: true,
    },
    confirm_denial: {
      summary:
        'Sign, as the second of two persons, that the person is no victim of trafficking, or let it lapse.',
      endedBy: ['ConfirmDenial'],
      restsOn: ['VictimStatusDenialProposed'],
      clock: 'second_signature',
      lapses: true,
      mayEnd: (about, agency, { identification }, context) =>
        hasOneIdentifier(context) ||
        identification.findings.every(
          ({ findingId, proposedBy }) => findingId !== about || proposedBy?.agency !== agency,
        ),
    },
    identification_review: {
      summary: 'Review a denial, as an office that had no part in it.',
      endedBy: ['UpholdDecision', 'OverturnDecision'],
      restsOn: ['IdentificationReviewRequested'],
      clock: 'identification_review',
    },
    apply_for_support: {
      summary: 'Apply with the person for the support that her status gives her, before the term ends.',
      endedBy: ['RecordSupportApplication', 'StartService', 'PayGrant'],
      restsOn: ['VictimIdentified'],
      clock: 'support_application',
    },
  },
  reads: ['identification', 'reintegration'],
  standing: ({ identification, reintegration, coordination }) => {
    const { support, findings } = identification;
    const applied =
      reintegration.applications.length > 0 || reintegration.services.length > 0 || reintegration.grants > 0;
    return [
      ...interviews(identification),
      ...recovery(identification),
      ...findings
        .filter(
          ({ proposedBy }) =>
            proposedBy === undefined ||
            !isExcluded(coordination, { agency: proposedBy.agency, officialId: proposedBy.actor }),
        )
        .flatMap(aboutFinding),
      ...findings
        .filter(
          ({ proposedBy, reviewRequested }) =>
            reviewRequested &&
            proposedBy !== undefined &&
            isExcluded(coordination, { agency: proposedBy.agency, officialId: proposedBy.actor }),
        )
        .flatMap((finding) => aboutFinding({ ...finding, outcome: 'not_a_victim' })),
      ...(support?.applyUntil !== undefined && !applied
        ? [
            {
              kind: 'apply_for_support' as const,
              about: 'support',
              bearer: { kind: 'case_office' } as const,
              since: support.since,
              due: countedDay(support.applyUntil, 'applyUntil', support),
            },
          ]
        : []),
    ];
  },
});
