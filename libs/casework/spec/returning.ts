import type { NewCaseEvent } from '../records/catalogue.js';
import type { Context } from '../words/context.js';
import { linkedWithThere, openedWith } from './histories.js';
import { id, sampleActor, consentsTo } from './sample.js';
import { Here, There } from './lands.js';

export const journeyId = id('journey');
export const proposalId = id('proposal');
/** Planned day of travel in specs of the return; the sample context stands on 2013-06-03. */
export const plannedOn = '2013-07-01';

export const opened = (ageBand: 'adult' | 'child' = 'adult') => openedWith(ageBand);

export const screened = (result: 'no_fear' | 'fears_state' = 'no_fear'): NewCaseEvent => ({
  type: 'ProtectionScreened',
  data: { screeningId: id(`screening ${result}`), about: There, language: 'my', inPrivate: true, result },
});

export const risk = (by: Here | There, level: 'low' | 'high', mitigations: string[] = []): NewCaseEvent => ({
  type: by === Here ? 'RiskAssessed' : 'RiskLearned',
  data: {
    assessmentId: id(`risk ${by}`),
    by,
    assessment: { level, threats: ['debt'], mitigations, reviewOn: '2013-09-01' },
  },
});

export const consented = (givenBy: 'person' | 'guardian_with_assent' = 'person'): NewCaseEvent => ({
  type: 'ReturnConsentGiven',
  data: { givenBy },
});

export const heldAsWitness: NewCaseEvent = {
  type: 'HoldPlaced',
  data: {
    holdId: id('hold'),
    hold: {
      authority: 'Court',
      until: '2013-12-01',
      reviewOn: '2013-07-01',
      personsView: 'Wants to go home.',
      advanceTestimony: 'not_possible',
      because: 'The accused is abroad.',
    },
  },
};

export const guardianAppointed: NewCaseEvent = {
  type: 'GuardianAppointed',
  data: {
    guardianId: id('guardian'),
    authority: 'court-1',
    guardian: { name: { text: 'Daw Hla', script: 'Latn', kind: 'legal' } },
  },
};

export const bestInterests = (childHeard = true): NewCaseEvent => ({
  type: 'BestInterestsDetermined',
  data: { childHeard, determination: { solution: 'return_to_family', reasons: 'Wants to go home.' } },
});

export const proposed: NewCaseEvent = {
  type: 'RepatriationProposed',
  data: { proposalId, to: There, point: 'bridge', plannedOn, group: journeyId, escorts: 2 },
};

/** Everything a return needs, each under a name, so that a spec can leave one out or replace it. */
export const conditions = {
  opened: opened(),
  name: {
    type: 'NameClaimed',
    data: {
      claimId: id('name'),
      source: 'person',
      confidence: 'medium',
      name: { text: 'အေးအေး', script: 'Mymr', kind: 'legal' },
    },
  },
  screening: screened(),
  identified: {
    type: 'VictimIdentified',
    data: { findingId: id('finding'), authority: 'focal', legalBasis: 'anti_trafficking_act' },
  },
  nationality: {
    type: 'NationalityResultLearned',
    data: {
      decisionId: id('nationality'),
      requestId: id('nationality request'),
      from: There,
      authority: 'registry',
      finding: { result: 'confirmed', basis: 'household_list' },
      validUntil: '2014-06-01',
    },
  },
  document: {
    type: 'TravelDocumentLearned',
    data: {
      documentId: id('document'),
      from: There,
      kind: 'laissez_passer',
      paper: { number: 'LP 1' },
      validUntil: '2013-08-15',
    },
  },
  care: {
    type: 'CareArrangementPlanned',
    data: { arrangementId: id('care'), arrangement: { kind: 'kin' } },
  },
  ownRisk: risk(Here, 'low'),
  theirRisk: risk(There, 'low'),
  counselled: { type: 'ReturnCounsellingHeld', data: { language: 'my' } },
  consent: consented(),
  fitness: { type: 'FitToTravelCertified', data: { validUntil: '2013-08-01' } },
} as const satisfies Record<string, NewCaseEvent>;
export type ConditionName = keyof typeof conditions;

type Changes = Partial<Record<ConditionName, NewCaseEvent | undefined>>;

/** A person ready to return to There, with consents to share, less or other than what is named, of whom There knows nothing yet. */
export const readyUntold = (changes: Changes = {}): NewCaseEvent[] => [
  ...Object.values<NewCaseEvent | undefined>({ ...conditions, ...changes }).flatMap((event) =>
    event ? [event] : [],
  ),
  ...consentsTo(There),
];

/** The same, and There knows of the person. */
export const ready = (changes: Changes = {}): NewCaseEvent[] => [...readyUntold(changes), linkedWithThere];

export const agreed: NewCaseEvent = { type: 'RepatriationAgreed', data: { proposalId, by: There } };
export const approved: readonly NewCaseEvent[] = [
  { type: 'ReturnApprovalGiven', data: { proposalId, agency: 'focal' } },
  { type: 'RepatriationApproved', data: { proposalId } },
];
/** Authorised and notified, and the receiving side will be at the point. */
export const authorised: readonly NewCaseEvent[] = [
  { type: 'DepartureAuthorised', data: { on: plannedOn, point: 'bridge' } },
  { type: 'ReceivingSideNotified', data: { on: plannedOn, point: 'bridge', escorts: 2 } },
  { type: 'ReceptionConfirmed', data: { by: There, on: plannedOn, point: 'bridge' } },
  { type: 'JourneyJoined', data: { journeyId } },
];
export const onTheWay: readonly NewCaseEvent[] = [
  { type: 'DepartureRecorded', data: { journeyId } },
  { type: 'TransitLegStarted', data: { journeyId, leg: 0 } },
];
/** From the proposal to the first leg. */
export const travelling: readonly NewCaseEvent[] = [
  proposed,
  agreed,
  ...approved,
  ...authorised,
  ...onTheWay,
];

/** The planned day. */
export const onTheDay = { now: `${plannedOn}T04:00:00.000Z` };

/** The other agency that signs. */
export const secondPerson: Partial<Context> = { actor: sampleActor('welfare', 'officer-2') };

/** Authorised, notified and confirmed, but not on a journey yet. */
export const scheduled: readonly NewCaseEvent[] = [
  ...ready(),
  proposed,
  agreed,
  ...approved,
  ...authorised.filter(({ type }) => type !== 'JourneyJoined'),
];
