import { duties, type Bearer, type ToldDuty } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import { missionsToTell, type NationalityRequest, type NationalityState } from '../state.js';

type Kind =
  | 'look_up_nationality'
  | 'complete_finding'
  | 'tell_mission_to_stop'
  | 'nationality_result_expires'
  | 'travel_document_expires';

/** The office to which the check was handed on last; who confirms nationality has the last word. */
const charged = ({ forwardedTo, toComplete }: NationalityRequest): Bearer => {
  const agency = forwardedTo.at(-1);
  return toComplete || agency === undefined
    ? { kind: 'mandate', mandate: 'confirm_nationality' }
    : { kind: 'office', agency, mandate: 'confirm_nationality' };
};

/** While claims are missing that were asked for, nobody here can go on. */
const pausesSince = ({ waited = [] }: NationalityRequest, since: string): Pick<ToldDuty<Kind>, 'pauses'> => {
  const pauses = waited.filter(({ until }) => until === undefined || Date.parse(until) > Date.parse(since));
  return pauses.length > 0 ? { pauses } : {};
};

const lookingUp = (request: NationalityRequest): readonly ToldDuty<Kind>[] => {
  const { requestId: about, with: country, direction, forwardedTo, answered, corrected } = request;
  const { toComplete, stepDueOn, stepSince: since, stepReckonedBy: reckonedBy } = request;
  const works = !answered || corrected !== undefined || toComplete === true;
  if (direction !== 'received' || forwardedTo.length === 0 || since === undefined || !works) return [];
  return [
    {
      ...{ about, country, since },
      kind: toComplete ? 'complete_finding' : 'look_up_nationality',
      bearer: charged(request),
      due: countedDay(stepDueOn, toComplete ? 'completeBy' : 'dueOn', { reckonedBy }),
      message: 'NationalityConfirmationRequested',
      ...pausesSince(request, since),
    },
  ];
};

/** The last finding of each authority that stands and ends on a day. */
const expiring = ({ decisions }: NationalityState): readonly ToldDuty<Kind>[] => {
  const last = new Map(
    decisions
      .filter(({ withdrawn, replaced }) => !withdrawn && !replaced)
      .map((decision) => [`${decision.country}/${decision.authority}`, decision]),
  );
  return [...last.values()].flatMap(({ decisionId: about, decidedAt: since, validUntil: day }) =>
    day === undefined
      ? []
      : [
          {
            ...{ kind: 'nationality_result_expires', about, since, due: { day } },
            bearer: { kind: 'case_office' },
          },
        ],
  );
};

/** The last paper of each country. */
const papers = ({ documents }: NationalityState): readonly ToldDuty<Kind>[] =>
  [...new Map(documents.map((document) => [document.country, document])).values()].map(
    ({ documentId: about, recordedAt: since, validUntil: day }) => ({
      ...{ kind: 'travel_document_expires', about, since, due: { day } },
      bearer: { kind: 'case_office' },
    }),
  );

/** What serves the way home is of no use once the person is there. */
const beforeArrival =
  (arrivedAt: string | undefined) =>
  ({ since }: { readonly since: string }): boolean =>
    arrivedAt === undefined || Date.parse(since) > Date.parse(arrivedAt);

export const nationalityDuties = duties({
  kinds: {
    look_up_nationality: {
      summary: 'Look up whether a person is a national, as the office to which the check was handed on.',
      endedBy: ['DecideNationality', 'ForwardNationalityCheck'],
      restsOn: ['CheckForwarded'],
      clock: 'nationality_local_check',
    },
    complete_finding: {
      summary: 'Complete what another office found, as the one whose finding is the answer of the country.',
      endedBy: ['DecideNationality'],
      restsOn: ['NationalityDecided'],
      clock: 'nationality_completion',
    },
    tell_mission_to_stop: {
      summary: 'Tell a mission that was asked by hand that it uses nothing of that any more.',
      endedBy: ['RecordMissionStopped'],
      restsOn: ['MissionToStop'],
      outlives: ['closing', 'death', 'erasure'],
    },
    nationality_result_expires: {
      summary: 'A finding about the nationality ends on its day, and what rests on it.',
      endedBy: ['DecideNationality', 'WithdrawNationalityResult', 'NationalityResultSent'],
      restsOn: ['NationalityDecided', 'NationalityResultLearned'],
      clock: 'nationality_result_valid',
      neverLate: true,
    },
    travel_document_expires: {
      summary: 'A travel document ends on its day: travel before, or ask for another.',
      endedBy: ['IssueTravelDocument', 'TravelDocumentIssued'],
      restsOn: ['TravelDocumentIssued', 'TravelDocumentLearned'],
      clock: 'set',
      neverLate: true,
    },
  },
  reads: ['nationality', 'repatriation'],
  standing: ({ nationality, repatriation: { arrivedAt } }) => [
    ...nationality.requests.flatMap(lookingUp),
    ...missionsToTell(nationality).map(({ requestId: about, of: country, since }) => ({
      ...{ kind: 'tell_mission_to_stop' as const, about, country, since },
      bearer: { kind: 'mandate', mandate: 'coordinate' } as const,
    })),
    ...expiring(nationality).filter(beforeArrival(arrivedAt)),
    ...papers(nationality).filter(beforeArrival(arrivedAt)),
  ],
});
