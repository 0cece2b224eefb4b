import { z } from 'zod';
import { seesType } from '#access';
import { caseEvents, type Viewer } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { rankOf } from '../due.js';
import { day, flag, instant, json, oneOf, optional, shown, text } from '../frame/columns.js';
import { caseIdOf, type Row } from '../frame/view.js';
import { partsInClear } from '../in-clear.js';
import { warningSteps, warningStepsIn } from '../warnings.js';

/** What a case worker has to see to, or what runs out. */
export const tasks = [
  'interview',
  'identification_review',
  'recovery_period_ends',
  'shelter_answer',
  'consent_expires',
  'nationality_result_expires',
  'family_result_expires',
  'travel_document_expires',
  'fitness_to_travel_expires',
  'departure',
  'accept_plan',
  'plan_review',
  'follow_up_visit',
  'follow_up_ends',
  'apply_for_support',
  'forward_application',
  'deliver_court_outcome',
  'permitted_stay_ends',
  'make_plan',
  'find_again',
  'safety_concern',
  'answer_erasure',
  'see_to_warning',
  ...warningSteps,
] as const;
type TaskName = (typeof tasks)[number];

export const Task = z.strictObject({
  what: z.enum(tasks),
  /** Consent, stay, notice … that it is about. */
  about: z.string().nullable(),
  since: z.string(),
  due: z.string().nullable(),
  /** The last day on which it can be done. */
  until: z.string().optional(),
});
type Task = z.infer<typeof Task>;

const parts = partsInClear(['alerts']);

/** Kinds of office that have a caseload. */
export const loadViewers = ['SW', 'NG', 'LO'] as const satisfies readonly Viewer[];
type LoadViewer = (typeof loadViewers)[number];

const columns = {
  /** The kind of office that the row is for: it rests on nothing of which that kind may not know. */
  viewer: oneOf(loadViewers),
  openedAt: shown(instant),
  lastWorkedAt: shown(instant),
  /** Pseudonymous ids of those who worked on it. */
  workers: json(z.array(z.string())),
  closed: shown(flag),
  /** Closed, and nothing is to be done. */
  aside: flag,
  tasks: json(z.array(Task)),
  /** What stays to be done once a closed case is opened again. */
  kept: json(z.array(Task)),
  /** The warnings of the file, off which their tasks are read. */
  parts: parts.column,
  next: shown(optional(text), z.enum(tasks).nullable()),
  due: shown(optional(day)),
  rank: text,
};

export type Load = Row<typeof columns>;
type Envelope = Pick<CaseEvent, 'meta'>;

const inOrder = (list: readonly Task[]): Task[] => [...list].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));

const ofWarnings: readonly TaskName[] = ['see_to_warning', ...warningSteps];

/** What is to be done also once the person has died. */
const outlivesThePerson = ({ what }: Task): boolean => what === 'answer_erasure';

/** What is to be done also once the case is closed. */
const outlivesTheCase = (task: Task): boolean => outlivesThePerson(task) || ofWarnings.includes(task.what);

/** The row with what is to be done: while the case is closed nothing is shown but what stays to be done then. */
const withTasks = (row: Load, list: readonly Task[]): Load => {
  const kept = inOrder(list);
  const sorted = row.closed ? kept.filter(outlivesTheCase) : kept;
  const [first] = sorted;
  const due = first?.due ?? null;
  return {
    ...row,
    tasks: sorted,
    kept,
    aside: row.closed && sorted.length === 0,
    next: first?.what ?? null,
    due,
    rank: rankOf({ due, since: first?.since ?? row.openedAt }),
  };
};

const add = (
  row: Load | undefined,
  { meta }: Envelope,
  what: TaskName,
  due: string | null | undefined,
  about: string | null = null,
): Load | undefined => {
  if (row === undefined) return undefined;
  const others = row.kept.filter((task) => task.what !== what || task.about !== about);
  return withTasks(row, [...others, { what, about, since: meta.occurredAt, due: due ?? null }]);
};

const done = (
  row: Load | undefined,
  whats: readonly TaskName[],
  about: string | null = null,
): Load | undefined =>
  row &&
  withTasks(
    row,
    row.kept.filter((task) => !whats.includes(task.what) || (about !== null && task.about !== about)),
  );

const interviewAfter = (row: Load | undefined, until: string): Load | undefined =>
  row &&
  withTasks(
    row,
    row.kept.map((task) =>
      task.what === 'interview' && task.due !== null && task.due < until ? { ...task, due: until } : task,
    ),
  );

/** A task where there is a day for it, none otherwise. */
const addIfDue = (
  row: Load | undefined,
  event: Envelope,
  what: TaskName,
  due: string | undefined,
): Load | undefined => (due === undefined ? done(row, [what]) : add(row, event, what, due));

const worked = (row: Load | undefined, { meta }: Envelope): Load | undefined =>
  row && {
    ...row,
    lastWorkedAt: meta.occurredAt,
    workers: row.workers.includes(meta.actor) ? row.workers : [...row.workers, meta.actor],
  };

const ofTheReturn: readonly TaskName[] = [
  'departure',
  'travel_document_expires',
  'fitness_to_travel_expires',
  'nationality_result_expires',
  'family_result_expires',
];

/** Somebody met the person, or was told by the person: nobody is looked for any more. */
const met = (row: Load | undefined): Load | undefined => done(row, ['find_again']);

/** A visit on the last day of the follow-up, or after it, ends it; one before does not, though it names no next. */
const followedUp = (row: Load | undefined, visitedOn: string): Load | undefined =>
  row &&
  withTasks(
    row,
    row.kept.filter(({ what, due }) => what !== 'follow_up_ends' || due === null || due > visitedOn),
  );

/** Warnings of another country that nobody has answered, and what is to be done about ours. */
const warningTasks = ({ alerts }: Load['parts']): readonly Task[] => [
  ...alerts.received
    .filter(({ acknowledged }) => !acknowledged)
    .map(({ alertId: about, at: since, dueOn: due = null }): Task => ({
      ...{ about, since, due },
      what: 'see_to_warning',
    })),
  ...warningStepsIn(alerts).map(({ alertId: about, what, since, due, until }): Task => ({
    ...{ what, about, since, due },
    ...(until === undefined ? {} : { until }),
  })),
];

/** The row after what the fold of the warnings hears. */
const warned = (row: Load | undefined, event: CaseEvent): Load | undefined => {
  if (row === undefined) return undefined;
  const after = parts.after(row.parts, event);
  if (after === row.parts) return row;
  const others = row.kept.filter(({ what }) => !ofWarnings.includes(what));
  return withTasks({ ...row, parts: after }, [...others, ...warningTasks(after)]);
};

const warnedByUs = (row: Load | undefined, event: CaseEvent): Load | undefined =>
  warned(worked(row, event), event);

const rowFor = (viewer: LoadViewer, caseId: string): string => `${viewer} ${caseId}`;

const viewerOf = (key: string): LoadViewer => {
  const viewer = loadViewers.find((one) => key.startsWith(`${one} `));
  if (viewer === undefined) throw new Error('a row of the caseload for no kind of office');
  return viewer;
};

/**
 * One row a case and kind of office: what is due next, and who worked on it, as far as that kind may know of it. Holds and
 * protection results leave no trace here.
 */
export const caseload = view({
  name: 'caseload',
  agency: 'social_work',
  version: 17,
  columns,
  indexes: [['viewer', 'aside', 'rank', 'key'], ['workers']],
  keysOf: (event) => loadViewers.map((viewer) => rowFor(viewer, caseIdOf(event))),
  isTold: ({ type }, key) => type === 'PersonErased' || seesType(caseEvents[type], viewerOf(key)),
  on: {
    CaseOpened: (_row, { meta }, key): Load => ({
      viewer: viewerOf(key),
      openedAt: meta.occurredAt,
      lastWorkedAt: meta.occurredAt,
      workers: [meta.actor],
      closed: false,
      aside: false,
      tasks: [],
      kept: [],
      parts: parts.none,
      next: null,
      due: null,
      rank: rankOf({ due: null, since: meta.occurredAt }),
    }),
    InitialScreeningCompleted: (row, event) =>
      event.open.outcome === 'presumed'
        ? add(worked(row, event), event, 'interview', event.open.interviewDueOn)
        : worked(row, event),
    /** The interview waits for its end where it would be due before. */
    RecoveryPeriodGranted: (row, event) =>
      add(interviewAfter(row, event.open.until), event, 'recovery_period_ends', event.open.until),
    IdentificationInterviewHeld: (row, event) =>
      done(worked(row, event), ['interview', 'recovery_period_ends']),
    IdentificationReviewRequested: (row, event) =>
      add(worked(row, event), event, 'identification_review', event.open.dueOn, event.open.findingId),
    DecisionUpheld: (row, event) => done(worked(row, event), ['identification_review'], event.open.findingId),
    DecisionOverturned: (row, event) =>
      done(worked(row, event), ['identification_review'], event.open.findingId),
    ConsentGiven: (row, event) => {
      const { consentId, expiresOn } = event.open;
      const after = worked(row, event);
      return expiresOn === undefined ? after : add(after, event, 'consent_expires', expiresOn, consentId);
    },
    ConsentRefused: worked,
    ConsentWithdrawn: (row, event) => done(worked(row, event), ['consent_expires'], event.open.consentId),
    ReturnCounsellingHeld: worked,
    ReturnConsentGiven: (row, event) => met(worked(row, event)),
    ShelterReferred: (row, event) =>
      add(worked(row, event), event, 'shelter_answer', null, event.open.stayId),
    ShelterAdmissionOffered: (row, { open }) => done(row, ['shelter_answer'], open.stayId),
    AdmissionDenied: (row, { open }) => done(row, ['shelter_answer'], open.stayId),
    ShelterDeclined: (row, { open }) => done(row, ['shelter_answer'], open.stayId),
    AdmittedToShelter: (row, { open }) => met(done(row, ['shelter_answer'], open.stayId)),
    LeftWithoutNotice: (row, event) => add(row, event, 'find_again', null),
    PersonLeftWithoutNotice: (row, event) => add(row, event, 'find_again', null),
    ContactLost: (row, event) => add(worked(row, event), event, 'find_again', null),
    SafetyConcernRaised: (row, event) =>
      add(worked(row, event), event, 'safety_concern', null, event.open.concernId),
    RiskAssessed: (row, event) => done(worked(row, event), ['safety_concern']),
    NationalityDecided: (row, event) =>
      addIfDue(row, event, 'nationality_result_expires', event.open.validUntil),
    NationalityResultWithdrawn: (row) => done(row, ['nationality_result_expires']),
    NationalityResultLearned: (row, event) =>
      addIfDue(row, event, 'nationality_result_expires', event.open.validUntil),
    FamilyAnswerLearned: (row, event) => addIfDue(row, event, 'family_result_expires', event.open.validUntil),
    TracingConcluded: (row, event) => addIfDue(row, event, 'family_result_expires', event.open.validUntil),
    TravelDocumentIssued: (row, event) => add(row, event, 'travel_document_expires', event.open.validUntil),
    TravelDocumentLearned: (row, event) => add(row, event, 'travel_document_expires', event.open.validUntil),
    FitToTravelCertified: (row, event) => add(row, event, 'fitness_to_travel_expires', event.open.validUntil),
    RepatriationProposed: (row, event) => add(row, event, 'departure', event.open.plannedOn),
    RepatriationProposalReceived: (row, event) => add(row, event, 'departure', event.open.plannedOn),
    DepartureAuthorised: (row, event) => add(row, event, 'departure', event.open.on),
    DepartureExpected: (row, event) => add(row, event, 'departure', event.open.on),
    DepartureRecorded: (row) => met(done(row, ['departure'])),
    RepatriationCancelled: (row) => done(row, ['departure']),
    ReturnConsentWithdrawn: (row, event) => done(worked(row, event), ['departure']),
    ReturnRefused: (row, event) => done(worked(row, event), ['departure']),
    ArrivalRecorded: (row, event) => add(met(done(row, ofTheReturn)), event, 'make_plan', null),
    ArrivalLearned: (row) => done(row, ofTheReturn),
    PlanReceived: (row, event) => add(row, event, 'accept_plan', event.open.dueOn, event.open.planId),
    PlanAccepted: (row, event) => done(worked(row, event), ['accept_plan'], event.open.planId),
    ReintegrationPlanAgreed: (row, event) =>
      addIfDue(
        addIfDue(
          met(done(worked(row, event), ['make_plan'])),
          event,
          'follow_up_ends',
          event.open.followUpUntil,
        ),
        event,
        'plan_review',
        event.open.reviewOn,
      ),
    VictimIdentified: (row, event) => addIfDue(row, event, 'apply_for_support', event.open.applyUntil),
    StatusRecognisedAbroad: (row, event) => addIfDue(row, event, 'apply_for_support', event.open.applyUntil),
    SupportAppliedFor: (row, event) => {
      const { forwardBy, applicationId } = event.open;
      const applied = done(worked(row, event), ['apply_for_support']);
      return add(applied, event, 'forward_application', forwardBy, applicationId);
    },
    SupportApplicationForwarded: (row, event) =>
      done(worked(row, event), ['forward_application'], event.open.applicationId),
    ServiceStarted: (row, event) => done(worked(row, event), ['apply_for_support']),
    GrantPaid: (row, event) => done(worked(row, event), ['apply_for_support']),
    FollowUpVisitMade: (row, event) =>
      addIfDue(
        followedUp(met(done(worked(row, event), ['safety_concern'])), event.open.visitedOn),
        event,
        'follow_up_visit',
        event.open.nextOn,
      ),
    CourtOutcomeLearned: (row, event) =>
      add(row, event, 'deliver_court_outcome', event.open.dueOn, event.open.noticeId),
    DeliveryConfirmed: (row, event) =>
      done(worked(row, event), ['deliver_court_outcome'], event.open.noticeId),
    LocalStayGranted: (row, event) => addIfDue(row, event, 'permitted_stay_ends', event.open.until),
    PersonDied: (row) => row && withTasks({ ...row, parts: parts.none }, row.kept.filter(outlivesThePerson)),
    ErasureAsked: (row, event) => add(row, event, 'answer_erasure', event.open.dueOn, event.open.country),
    /** A hold ends some day: then it is to be done. */
    ErasureDeclined: (row, event) =>
      event.open.ground === 'legal_hold'
        ? add(row, event, 'answer_erasure', event.open.until, event.open.country)
        : done(row, ['answer_erasure'], event.open.country),
    SafetyAlertReceived: warned,
    SafetyAlertAcknowledged: warnedByUs,
    SafetyAlertProposed: warnedByUs,
    SafetyAlertDecided: warnedByUs,
    SafetyAlertSent: warned,
    SafetyAlertHandedOver: warnedByUs,
    PersonToldOfAlert: warnedByUs,
    MessageWithheld: warned,
    MessageReceipted: warned,
    CaseClosed: (row) => row && withTasks({ ...row, closed: true }, row.kept),
    CaseReopened: (row) => row && withTasks({ ...row, closed: false }, row.kept),
    PersonErased: () => undefined,
  },
});
