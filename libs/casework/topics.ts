import type { CaseEventType, RecordedCaseEvent } from './catalogue.js';

/** An event as far as its place among others is concerned: what stands in clear, for folds without keys too. */
export interface Placed {
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const of =
  (topic: string, ...fields: readonly string[]) =>
  ({ open }: Placed): string =>
    [topic, ...fields.map((field) => text(open[field]))].join(' ');

/**
 * What a fact speaks about, for every type of which the last word about the same thing counts. Of several that speak
 * about one thing the latest in the world counts, not the latest typed (domain.md 2.8). Decisions among them count from
 * their recording: a consent, an appointment. A type that is not named here only adds, or counts once for an id.
 */
const topics: Readonly<Partial<Record<CaseEventType, (event: Placed) => string>>> = {
  AgeBandSet: of('age band'),
  SpecialNeedsRecorded: of('special needs'),
  BackgroundRecorded: of('background'),
  NameClaimed: of('names'),
  BirthDateClaimed: of('birth dates'),
  OriginClaimed: of('origins'),
  NationalityClaimed: of('nationalities'),
  DocumentRecorded: of('documents'),
  PhotographReferenced: of('photographs'),
  InitialScreeningCompleted: of('screening'),
  AgeVerificationRequested: of('age'),
  AgePresumedMinor: of('age'),
  AgeVerified: of('age'),
  AdmittedToShelter: of('place in a shelter', 'stayId'),
  TransferredToShelter: of('place in a shelter', 'stayId'),
  HospitalStayStarted: of('place in a shelter', 'stayId'),
  HospitalStayEnded: of('place in a shelter', 'stayId'),
  LeftWithoutNotice: of('place in a shelter', 'stayId'),
  DischargedFromShelter: of('place in a shelter', 'stayId'),
  OutingRecorded: of('outing', 'stayId'),
  ShelterStayConsented: of('consent to a stay', 'stayId'),
  StayConsentWithdrawn: of('consent to a stay', 'stayId'),
  ReturnConsentGiven: of('consent to the return'),
  ReturnConsentWithdrawn: of('consent to the return'),
  ReturnRefused: of('consent to the return'),
  RiskAssessed: of('risk', 'by'),
  RiskLearned: of('risk', 'by'),
  BestInterestsDetermined: of('best interests'),
  FitToTravelCertified: of('fitness to travel'),
  ReintegrationPlanAgreed: of('contact after the return'),
  FollowUpVisitMade: of('contact after the return'),
  ContactLost: of('contact after the return'),
};

const topicByType: ReadonlyMap<string, (event: Placed) => string> = new Map(Object.entries(topics));

/** What an event speaks about; undefined where it has no place among others. */
export const topicOf = (event: Placed): string | undefined => topicByType.get(event.type)?.(event);

/** Types whose place among others depends on when they happened. */
export const hasTopic = (type: string): boolean => topicByType.has(type);

interface Beginning {
  readonly type: CaseEventType;
  /** Field that both carry; where absent, the last of the type. */
  readonly by?: string;
}

/** Facts that end or follow something that began: dated before it, they are impossible (domain.md 2.8). */
const beginnings: Readonly<Partial<Record<CaseEventType, readonly Beginning[]>>> = {
  ConsentWithdrawn: [{ type: 'ConsentGiven', by: 'consentId' }],
  GuardianshipEnded: [{ type: 'GuardianAppointed', by: 'guardianId' }],
  HoldReviewed: [{ type: 'HoldPlaced', by: 'holdId' }],
  HoldEnded: [{ type: 'HoldPlaced', by: 'holdId' }],
  LegalHoldLifted: [{ type: 'LegalHoldPlaced', by: 'holdId' }],
  IdentificationReviewRequested: [{ type: 'VictimStatusDenied', by: 'findingId' }],
  WishToGoRecorded: [{ type: 'IdentificationReviewRequested', by: 'findingId' }],
  HospitalStayEnded: [{ type: 'HospitalStayStarted', by: 'stayId' }],
  StayConsentWithdrawn: [{ type: 'ShelterStayConsented', by: 'stayId' }],
  ServiceCompleted: [{ type: 'ServiceStarted', by: 'serviceId' }],
  ReturnConsentWithdrawn: [{ type: 'ReturnConsentGiven' }],
  NationalityResultWithdrawn: [
    { type: 'NationalityDecided', by: 'decisionId' },
    { type: 'NationalityResultLearned', by: 'decisionId' },
  ],
  DeliveryConfirmed: [{ type: 'CourtOutcomeLearned', by: 'noticeId' }],
};

const beginningsByType: ReadonlyMap<string, readonly Beginning[]> = new Map(Object.entries(beginnings));

/** The event with which what another event ends or follows began, of those recorded before. */
export const beginningOf = (
  event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
  before: readonly RecordedCaseEvent[],
): RecordedCaseEvent | undefined => {
  const wanted = beginningsByType.get(event.type) ?? [];
  return before.findLast((earlier) =>
    wanted.some(({ type, by }) => {
      if (earlier.type !== type) return false;
      const data: Readonly<Record<string, unknown>> = earlier.data;
      return by === undefined || data[by] === event.data[by];
    }),
  );
};
