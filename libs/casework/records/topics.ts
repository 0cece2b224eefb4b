import type { CaseEventType } from './catalogue.js';

/** An event as far as its place among others is concerned: what stands in clear, for folds without keys too. */
export interface Topical {
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const of =
  (topic: string, ...fields: readonly string[]) =>
  ({ open }: Topical): string =>
    [topic, ...fields.map((field) => text(open[field]))].join(' ');

/**
 * What a fact speaks about, for every type of which the last word about the same thing counts. Of several that speak
 * about one thing the latest in the world counts, not the latest typed (domain.md 2.8). Decisions among them count from
 * their recording: a consent, an appointment. A type that is not named here only adds, or counts once for an id; each is
 * named with its reason in the spec of this file.
 */
export const topics = {
  ProfileCorrected: of('profile'),
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
  IdentificationInterviewHeld: of('finding out'),
  IdentificationDeferred: of('finding out'),
  VictimIdentified: of('finding out'),
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
  ShelterDeclined: of('consent to a stay', 'stayId'),
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
} as const satisfies Readonly<Partial<Record<CaseEventType, (event: Topical) => string>>>;

const topicByType: ReadonlyMap<string, (event: Topical) => string> = new Map(Object.entries(topics));

/** What an event speaks about; undefined where it has no place among others. */
export const topicOf = (event: Topical): string | undefined => topicByType.get(event.type)?.(event);

/** Types whose place among others depends on when they happened. */
export const hasTopic = (type: string): boolean => topicByType.has(type);
