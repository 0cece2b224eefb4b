import { isExcluded } from '../../coordination/state.js';
import { duties, type ToldDuty } from '../../records/duty.js';
import type { Signature } from '../../words/signature.js';
import { isUnderWay, type RepatriationState } from '../state.js';

type Kind = 'sign_return' | 'confirm_measures' | 'departure' | 'fitness_to_travel_expires';

/** The first of two signatures, where nobody of another office signed after it. */
const alone = <S extends Signature>(signatures: readonly S[]): S | undefined => {
  const last = signatures.at(-1);
  return last && signatures.every(({ agency }) => agency === last.agency) ? last : undefined;
};

const approving = (
  { stage, proposal, signatures }: RepatriationState,
  counts: (signature: Signature) => boolean,
): readonly ToldDuty<Kind>[] => {
  const first = alone(signatures.filter(counts));
  return stage === 'proposed' && proposal && first
    ? [
        {
          ...{ kind: 'sign_return', about: proposal.proposalId, since: first.at, country: proposal.partner },
          bearer: { kind: 'mandate', mandate: 'approve_return', butNot: [first.agency] },
        },
      ]
    : [];
};

const bearing = (
  { risks, measures }: RepatriationState,
  counts: (signature: Signature) => boolean,
): readonly ToldDuty<Kind>[] =>
  risks.flatMap(({ assessmentId: about }) => {
    const first = alone(measures.filter((measure) => measure.assessmentId === about && counts(measure)));
    return first
      ? [
          {
            ...{ kind: 'confirm_measures', about, since: first.at },
            bearer: { kind: 'mandate', mandate: 'take_part', butNot: [first.agency] },
          },
        ]
      : [];
  });

const departing = (state: RepatriationState): readonly ToldDuty<Kind>[] => {
  const { departure, stage, consent, journeyId } = state;
  const awaited = isUnderWay(state) && stage !== 'in_transit' && consent?.status !== 'withdrawn';
  return departure && awaited && consent?.status !== 'refused'
    ? [
        {
          ...{ kind: 'departure', about: journeyId ?? 'departure', since: departure.since },
          bearer: { kind: 'case_office' },
          due: { day: departure.on },
        },
      ]
    : [];
};

export const repatriationDuties = duties({
  kinds: {
    sign_return: {
      summary: 'Sign the approval of a return, as the second of two offices.',
      endedBy: ['ApproveReturn'],
      restsOn: ['ReturnApprovalGiven'],
      clock: 'second_signature',
      lapses: true,
    },
    confirm_measures: {
      summary: 'Look whether the measures against a high risk are in place, as the second of two offices.',
      endedBy: ['ConfirmMeasures'],
      restsOn: ['RiskMeasuresConfirmed'],
      clock: 'second_signature',
      lapses: true,
    },
    departure: {
      summary: 'The day on which the person is to set out, as it was proposed, notified or authorised last.',
      endedBy: ['RecordDeparture', 'CancelReturn'],
      restsOn: ['DepartureAuthorised'],
      clock: 'set',
      neverLate: true,
    },
    fitness_to_travel_expires: {
      summary: 'What a doctor certified ends on its day: travel before, or see the doctor again.',
      endedBy: ['CertifyFitToTravel'],
      restsOn: ['FitToTravelCertified'],
      clock: 'set',
      neverLate: true,
    },
  },
  reads: ['repatriation'],
  standing: ({ repatriation, coordination }) => {
    const counts = ({ agency, actor }: Signature): boolean =>
      !isExcluded(coordination, { agency, officialId: actor });
    const { fitUntil: day, fitSince: since, arrivedAt } = repatriation;
    return [
      ...approving(repatriation, counts),
      ...bearing(repatriation, counts),
      ...departing(repatriation),
      ...(day !== undefined && since !== undefined && arrivedAt === undefined
        ? [
            {
              ...{ kind: 'fitness_to_travel_expires' as const, about: 'fitness', since, due: { day } },
              bearer: { kind: 'case_office' } as const,
            },
          ]
        : []),
    ];
  },
});
