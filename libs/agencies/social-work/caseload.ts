import { z } from 'zod';
import { seesDuty, seesType } from '#access';
import { caseEvents, dutiesIn, type DutyKind, type Viewer } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { rankOf } from '../due.js';
import { dutyTime, timeOf } from '../duty-time.js';
import { day, flag, instant, json, oneOf, optional, shown, text } from '../frame/columns.js';
import { caseIdOf, type Row } from '../frame/view.js';
import { typesHeardBy, onThese, partsInClear } from '../in-clear.js';

/** What a case worker has to see to, or what runs out. */
export const tasks = [
  'confirm_denial',
  'sign_return',
  'confirm_measures',
  'confirm_erasure',
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
  'confirm_warning',
  'send_warning',
  'tell_of_warning',
] as const satisfies readonly DutyKind[];

export const Task = z.strictObject({
  what: z.enum(tasks),
  /** Consent, stay, notice … that it is about. */
  about: z.string(),
  ...dutyTime,
});
export type Task = z.infer<typeof Task>;

/** Processes whose duties a case worker follows. */
export const followed = [
  'identification',
  'consent',
  'nationality',
  'tracing',
  'shelter',
  'repatriation',
  'whereabouts',
  'proceedings',
  'reintegration',
  'erasure',
  'alerts',
] as const;
const parts = partsInClear(followed);

/** Of these nothing shows here, not even in what a row keeps. */
const leavesNoTrace: ReadonlySet<string> = new Set([
  'HoldPlaced',
  'HoldReviewed',
  'HoldEnded',
  'ProtectionScreened',
]);

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
  /** The parts of the file off which they are read. */
  parts: parts.column,
  next: shown(optional(text), z.enum(tasks).nullable()),
  due: shown(optional(day)),
  rank: text,
};

export type Load = Row<typeof columns>;

/** By kind of office, the tasks of which it may know. */
const knownTo = new Map(
  loadViewers.map((viewer) => [viewer, new Set<DutyKind>(tasks.filter((kind) => seesDuty(kind, viewer)))]),
);

const isKnown = (kind: DutyKind, viewer: LoadViewer): kind is Task['what'] =>
  knownTo.get(viewer)?.has(kind) === true;

/**
 * The row with what is to be done, as far as its kind of office may know of it: the duties that the processes declare. It is
 * told of no exclusion.
 */
const withTasks = (row: Load): Load => {
  const { closed, viewer, parts: known } = row;
  const died = known.repatriation.diedAt !== undefined;
  const coordination = { exclusions: [], closed };
  const list = dutiesIn(followed, { ...known, coordination }, { closed, died, erased: false })
    .flatMap((duty): Task[] =>
      isKnown(duty.kind, viewer) ? [{ what: duty.kind, about: duty.about, ...timeOf(duty) }] : [],
    )
    .toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
  const [first] = list;
  const due = first?.due ?? null;
  return {
    ...row,
    tasks: list,
    aside: closed && list.length === 0,
    next: first?.what ?? null,
    due,
    rank: rankOf({ due, since: first?.since ?? row.openedAt }),
  };
};

/** Steps by which somebody works on a case, as the list counts them. */
const work: ReadonlySet<string> = new Set([
  'InitialScreeningCompleted',
  'IdentificationInterviewHeld',
  'IdentificationReviewRequested',
  'DecisionUpheld',
  'DecisionOverturned',
  'ConsentGiven',
  'ConsentRefused',
  'ConsentWithdrawn',
  'ReturnCounsellingHeld',
  'ReturnConsentGiven',
  'ReturnConsentWithdrawn',
  'ReturnRefused',
  'ShelterReferred',
  'ContactLost',
  'SafetyConcernRaised',
  'RiskAssessed',
  'PlanAccepted',
  'ReintegrationPlanAgreed',
  'SupportAppliedFor',
  'SupportApplicationForwarded',
  'ServiceStarted',
  'GrantPaid',
  'FollowUpVisitMade',
  'DeliveryConfirmed',
  'SafetyAlertAcknowledged',
  'SafetyAlertProposed',
  'SafetyAlertDecided',
  'SafetyAlertHandedOver',
  'PersonToldOfAlert',
]);

const worked = (row: Load, { type, meta }: CaseEvent): Load =>
  work.has(type)
    ? {
        ...row,
        lastWorkedAt: meta.occurredAt,
        workers: row.workers.includes(meta.actor) ? row.workers : [...row.workers, meta.actor],
      }
    : row;

const isClosedAfter = (closed: boolean, type: string): boolean =>
  type === 'CaseClosed' || (closed && type !== 'CaseReopened');

const after = (row: Load, event: CaseEvent): Load => {
  const { type } = event;
  const known = leavesNoTrace.has(type) ? row.parts : parts.after(row.parts, event);
  const closed = isClosedAfter(row.closed, type);
  const next = worked(row, event);
  return known === row.parts && closed === row.closed ? next : withTasks({ ...next, closed, parts: known });
};

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
  version: 18,
  columns,
  indexes: [['viewer', 'aside', 'rank', 'key'], ['workers']],
  keysOf: (event) => loadViewers.map((viewer) => rowFor(viewer, caseIdOf(event))),
  isTold: ({ type }, key) => type === 'PersonErased' || seesType(caseEvents[type], viewerOf(key)),
  on: {
    ...onThese<typeof columns>(
      [...typesHeardBy(followed), ...work, 'CaseClosed', 'CaseReopened'],
      (row, event) => row && after(row, event),
    ),
    CaseOpened: (_row, { meta }, key): Load => ({
      viewer: viewerOf(key),
      openedAt: meta.occurredAt,
      lastWorkedAt: meta.occurredAt,
      workers: [meta.actor],
      closed: false,
      aside: false,
      tasks: [],
      parts: parts.none,
      next: null,
      due: null,
      rank: rankOf({ due: null, since: meta.occurredAt }),
    }),
    PersonErased: () => undefined,
  },
});
