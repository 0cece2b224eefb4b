import type { CaseCommand, PublicCommandType } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { refuse, type Decision } from '../words/decision.js';

/**
 * What becomes of a step once the person has died. `taken`: it follows from the death, keeps the file, or serves those
 * left behind. `of_before`: a fact of a life; one dated before the death is recorded, any other is impossible. `never`: it
 * would decide something for the person. Every step says so; there is no default.
 */
type AfterDeath = 'taken' | 'of_before' | 'never';

export const afterDeath: Readonly<Record<PublicCommandType, AfterDeath>> = {
  ReferToAgency: 'taken',
  AssignAgency: 'taken',
  ReleaseAgency: 'taken',
  ExcludeParty: 'taken',
  LiftExclusion: 'taken',
  ConfirmExclusionLift: 'taken',
  OfferStep: 'taken',
  TakeOverStep: 'taken',
  CloseCase: 'taken',
  ReopenCase: 'taken',
  AcknowledgeCase: 'taken',
  TakeBackEntry: 'taken',
  RequestErasure: 'taken',
  ConfirmErasure: 'taken',
  RefuseErasure: 'taken',
  AskForErasure: 'taken',
  RecordErasureAnswer: 'taken',
  PlaceLegalHold: 'taken',
  LiftLegalHold: 'taken',
  RecallMessage: 'taken',
  SendCorrection: 'taken',
  StopContact: 'taken',
  ResumeContact: 'taken',
  WithdrawNationalityResult: 'taken',
  CorrectClaim: 'taken',
  RecordName: 'taken',
  RecordBirthDate: 'taken',
  RecordOrigin: 'taken',
  RecordRelative: 'taken',
  RecordDocument: 'taken',
  RecordNationalityClaim: 'taken',
  RecordPhotograph: 'taken',
  RecordBackground: 'taken',
  SetAgeBand: 'taken',
  CorrectProfile: 'taken',
  RecordRescuePlace: 'taken',
  VerifyAge: 'taken',
  ReportShelterIncident: 'taken',
  RequestIdentificationReview: 'taken',
  UpholdDecision: 'taken',
  OverturnDecision: 'taken',
  RecordTracingVisit: 'taken',
  DischargeFromShelter: 'taken',
  EndGuardianship: 'taken',
  EndHold: 'taken',
  RecordCriminalCase: 'taken',
  RecordVerdict: 'taken',
  RecordCompensation: 'taken',
  NotifyCourtOutcome: 'taken',
  ConfirmDelivery: 'taken',
  RaiseSafetyConcern: 'taken',
  RecordDeath: 'taken',
  RecordRemainsReturned: 'taken',
  RecordPayment: 'taken',
  AcknowledgeSafetyAlert: 'taken',
  ReportIncident: 'of_before',
  CompleteScreening: 'of_before',
  PresumeMinor: 'of_before',
  RecordWishToGo: 'of_before',
  RecordSpecialNeeds: 'of_before',
  RecordFamilyContact: 'of_before',
  RecordHealthCheck: 'of_before',
  AssessNeeds: 'of_before',
  RecordOuting: 'of_before',
  StartHospitalStay: 'of_before',
  EndHospitalStay: 'of_before',
  RecordLeftShelter: 'of_before',
  ConsentToStay: 'of_before',
  DeclineShelter: 'of_before',
  DenyAdmission: 'of_before',
  WithdrawStayConsent: 'of_before',
  RefuseConsent: 'of_before',
  WithdrawConsent: 'of_before',
  WithdrawEverything: 'of_before',
  ScreenProtection: 'of_before',
  HoldReturnCounselling: 'of_before',
  WithdrawReturnConsent: 'of_before',
  RefuseReturn: 'of_before',
  AssessRisk: 'of_before',
  DetermineBestInterests: 'of_before',
  CertifyFitToTravel: 'of_before',
  IssueHigherAuthorityLetter: 'of_before',
  RecordArrival: 'of_before',
  GrantLocalStay: 'of_before',
  RecordLeftWithoutNotice: 'of_before',
  RecordConsularInterview: 'of_before',
  StartService: 'of_before',
  CompleteService: 'of_before',
  RecordServiceDeclined: 'of_before',
  RecordProviderDenial: 'of_before',
  RecordFollowUpVisit: 'of_before',
  RecordOutcome: 'of_before',
  RecordContactLost: 'of_before',
  RecordToldOfSafetyAlert: 'of_before',
  PayGrant: 'of_before',
  OpenCase: 'never',
  NotifyCountry: 'never',
  GrantRecoveryPeriod: 'never',
  RequestAgeVerification: 'never',
  AppointGuardian: 'never',
  RecordIdentificationInterview: 'never',
  IdentifyVictim: 'never',
  ProposeDenial: 'never',
  ConfirmDenial: 'never',
  DeferIdentification: 'never',
  RecogniseStatus: 'never',
  GiveConsent: 'never',
  RequestNationalityConfirmation: 'never',
  SendCaseForm: 'never',
  RequestConsularAccess: 'never',
  ForwardNationalityCheck: 'never',
  AskAdditionalInformation: 'never',
  ProvideAdditionalInformation: 'never',
  DecideNationality: 'never',
  IssueTravelDocument: 'never',
  ReferAsStateless: 'never',
  RequestFamilyTracing: 'never',
  AssignTracing: 'never',
  ConcludeTracing: 'never',
  PlanAlternativeCare: 'never',
  ReferToShelter: 'never',
  OfferAdmission: 'never',
  AdmitToShelter: 'never',
  TransferToShelter: 'never',
  AssignRoom: 'never',
  RecordReturnConsent: 'never',
  ConfirmMeasures: 'never',
  ShareRisk: 'never',
  ProposeRepatriation: 'never',
  AgreeRepatriation: 'never',
  CounterPropose: 'never',
  DeclineRepatriation: 'never',
  ApproveReturn: 'never',
  NotifyTransit: 'never',
  PermitTransit: 'never',
  RefuseTransit: 'never',
  SuspendReturn: 'never',
  ResumeReturn: 'never',
  CancelReturn: 'never',
  NotifyDeparture: 'never',
  ConfirmReception: 'never',
  OpenThirdCountryReferral: 'never',
  PlaceHold: 'never',
  ReviewHold: 'never',
  SharePlan: 'never',
  AcceptPlan: 'never',
  AgreePlan: 'never',
  SendFeedback: 'never',
  DecideSafetyAlert: 'never',
  ProposeSafetyAlert: 'never',
  ConfirmSafetyAlert: 'never',
  SendSafetyAlert: 'never',
};

const isPublic = (type: string): type is PublicCommandType => Object.hasOwn(afterDeath, type);

/** When what a step records happened, as an instant or a day; undefined where it says nothing of it. */
const happenedOn = (body: CaseCommand['body']): string | undefined => {
  if ('grant' in body) return body.grant.paidOn;
  return 'occurredAt' in body ? body.occurredAt : undefined;
};

/** Why a step is not taken for a person who died; undefined where it is, or where nobody died. */
export const afterTheDeath = (
  { type, body }: CaseCommand,
  { repatriation: { diedAt } }: CaseFile,
): Decision<never> | undefined => {
  if (diedAt === undefined || !isPublic(type)) return undefined;
  const happened = happenedOn(body);
  switch (afterDeath[type]) {
    case 'taken':
      return undefined;
    case 'of_before':
      return happened !== undefined && Date.parse(happened) < Date.parse(diedAt)
        ? undefined
        : refuse('impossible_date', 'The person has died. Record what happened before with its date.');
    case 'never':
      return refuse(
        'person_died',
        'The person has died; nothing is decided for them any more. If the death is a mistake, take the entry back.',
      );
  }
};
