import { dayIn } from '../words/calendar.js';
import type { CaseCommand, CaseEventType, NewCaseEvent, RecordedCaseEvent } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { runsTheCase } from '../coordination/questions/owner.js';
import { dictionary } from '../words/dictionary.js';
import { agencyOf } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import { countingIn } from '../records/fold.js';
import { earliestLife } from '../identity/questions/lifetime.js';
import { noIdentity } from '../identity/state.js';
import { happenedAt } from '../words/ahead.js';
import type { Context } from '../words/context.js';
import { refuse, type Decision } from '../words/decision.js';

interface Beginning {
  readonly type: CaseEventType;
  /** Field that both carry; where absent, any of the type. */
  readonly by?: string;
  /** What that field is called where it began, where it is called otherwise. */
  readonly called?: string;
  /** Where one type both begins and ends: the kinds that begin, and the kind that ends. */
  readonly kinds?: { readonly begin: readonly string[]; readonly end: string };
}

const inStay: readonly Beginning[] = [{ type: 'AdmittedToShelter', by: 'stayId' }];

/** Facts that end or follow something that began: dated before it, they are impossible (domain.md 2.8). */
export const beginnings = {
  ConsentWithdrawn: [{ type: 'ConsentGiven', by: 'consentId' }],
  ClaimCorrected: [
    ...(
      [
        'NameClaimed',
        'BirthDateClaimed',
        'OriginClaimed',
        'NationalityClaimed',
        'DocumentRecorded',
      ] as const satisfies readonly CaseEventType[]
    ).map((type) => ({ type, by: 'claimId' })),
    { type: 'RelativeRecorded', by: 'claimId', called: 'relativeId' },
    { type: 'PhotographReferenced', by: 'claimId', called: 'photographId' },
  ],
  GuardianshipEnded: [{ type: 'GuardianAppointed', by: 'guardianId' }],
  HoldEnded: [{ type: 'HoldPlaced', by: 'holdId' }],
  LegalHoldLifted: [{ type: 'LegalHoldPlaced', by: 'holdId' }],
  IdentificationReviewRequested: [{ type: 'VictimStatusDenied', by: 'findingId' }],
  WishToGoRecorded: [{ type: 'IdentificationReviewRequested', by: 'findingId' }],
  ShelterDeclined: [{ type: 'ShelterReferred', by: 'stayId' }],
  AdmissionDenied: [{ type: 'ShelterReferred', by: 'stayId' }],
  HealthCheckCompleted: inStay,
  NeedsAssessed: inStay,
  OutingRecorded: [
    ...inStay,
    { type: 'OutingRecorded', by: 'stayId', kinds: { begin: ['left', 'work_outside'], end: 'returned' } },
  ],
  HospitalStayStarted: inStay,
  HospitalStayEnded: [...inStay, { type: 'HospitalStayStarted', by: 'stayId' }],
  StayConsentWithdrawn: [{ type: 'ShelterStayConsented', by: 'stayId' }],
  LeftWithoutNotice: inStay,
  DischargedFromShelter: inStay,
  ShelterIncidentReported: inStay,
  ServiceCompleted: [{ type: 'ServiceStarted', by: 'serviceId' }],
  ReturnConsentWithdrawn: [{ type: 'ReturnConsentGiven' }],
  RemainsReturned: [{ type: 'PersonDied' }],
  NationalityResultWithdrawn: [
    { type: 'NationalityDecided', by: 'decisionId' },
    { type: 'NationalityResultLearned', by: 'decisionId' },
  ],
  DeliveryConfirmed: [{ type: 'CourtOutcomeLearned', by: 'noticeId' }],
  LetterHandedOver: [{ type: 'MessageReleased', by: 'letter' }],
  LetterReceiptFiled: [{ type: 'LetterHandedOver', by: 'letter' }],
  PersonToldOfAlert: [{ type: 'SafetyAlertDecided', by: 'alertId' }],
} as const satisfies Readonly<Partial<Record<CaseEventType, readonly Beginning[]>>>;

const beginningsByType: ReadonlyMap<string, readonly Beginning[]> = new Map(Object.entries(beginnings));

/** Days on which something was, in the body of a command: not before the person can have lived, as instants are not. */
const pastDays = [
  'contactedOn',
  'decidedOn',
  'deliveredOn',
  'heldOn',
  'issuedOn',
  'lastContactOn',
  'paidOn',
  'readOn',
  'takenOn',
  'visitedOn',
] as const;

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);

/** Whether the actor reads the birth date in full (domain.md 4.1): a refusal tells of it to nobody else. */
const readsTheBirth = (file: CaseFile, context: Context): boolean => {
  const viewer = agencyOf(context.facts(context.country), context.actor.agency)?.viewer;
  if (viewer === undefined || viewer === 'AU') return false;
  if (viewer === 'SW') return runsTheCase(file, context);
  return viewer === 'FP' || dictionary.birthDate.viewers[viewer] === 'Y';
};

/** The field of a command with a day before the first on which the person can have lived. */
const dayBefore = (first: string, command: CaseCommand, context: Context): string | undefined => {
  const said: Readonly<Record<string, unknown>> = command.body;
  const happened = happenedAt(command);
  const { timeZone } = context.facts(context.country);
  return happened !== undefined && dayIn(timeZone, happened) < first
    ? 'occurredAt'
    : pastDays.find((name) => typeof said[name] === 'string' && said[name] < first);
};

/** Refuses what is dated before the person can have lived, as an instant or as a day. */
export const beforeAnyLife = (
  command: CaseCommand,
  file: CaseFile,
  context: Context,
): Decision<never> | undefined => {
  const known = readsTheBirth(file, context) ? file.identity : noIdentity;
  const tooEarly = dayBefore(earliestLife(known, context.now), command, context);
  return tooEarly === undefined
    ? undefined
    : refuse('impossible_date', `${tooEarly} lies before the person can have lived. Check the date.`);
};

/**
 * What is dated before the birth by who may not read of it is recorded as anything else; who answers for the case is told.
 * The node tells it: the office that recorded the fact learns nothing.
 */
export const withDayBeforeTheBirth = (
  decision: Decision<NewCaseEvent>,
  command: CaseCommand,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const recorded = decision.events.length > 0 && !decision.refusal;
  if (!recorded || agencyOf(context.facts(context.country), context.actor.agency) === undefined)
    return decision;
  if (dayBefore(earliestLife(file.identity, context.now), command, context) === undefined) return decision;
  const told = { ...irregularity('dated_before_birth'), byNode: true as const };
  return { ...decision, events: [...decision.events, told] };
};

/** Events of the file with which what an event ends or follows can have begun. */
const begunBy = (
  { type, by, called = by, kinds }: Beginning,
  ending: Readonly<Record<string, unknown>>,
  counting: readonly RecordedCaseEvent[],
): readonly RecordedCaseEvent[] =>
  kinds !== undefined && ending['kind'] !== kinds.end
    ? []
    : counting.filter((earlier) => {
        const data: Readonly<Record<string, unknown>> = earlier.data;
        return (
          earlier.type === type &&
          (by === undefined || called === undefined || data[called] === ending[by]) &&
          (kinds === undefined || kinds.begin.includes(String(data['kind'])))
        );
      });

/** Whether an event is dated before what it ends began: the last such beginning, or where several may be open, all. */
const endsTooEarly = (event: NewCaseEvent, counting: readonly RecordedCaseEvent[]): boolean => {
  const { occurredAt } = event;
  if (occurredAt === undefined) return false;
  return (beginningsByType.get(event.type) ?? []).some((beginning) => {
    const begun = begunBy(beginning, event.data, counting);
    const asked = beginning.kinds === undefined ? begun.slice(-1) : begun;
    return asked.length > 0 && asked.every(({ meta }) => isBefore(occurredAt, meta.occurredAt));
  });
};

/** A fact that ends what began is impossible before the beginning, as the file holds it now. */
export const beforeItsBeginning = (
  { events }: Decision<NewCaseEvent>,
  file: CaseFile,
): Decision<never> | undefined => {
  const ends = events.filter(
    ({ type, occurredAt }) => occurredAt !== undefined && beginningsByType.has(type),
  );
  if (ends.length === 0) return undefined;
  const counting = countingIn(file.history);
  return ends.some((event) => endsTooEarly(event, counting))
    ? refuse('impossible_date', 'occurredAt lies before the beginning of what it ends. Check the date.')
    : undefined;
};
