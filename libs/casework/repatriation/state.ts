import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import { oneReturnAfterAnother } from './another.js';
import { repatriationEvents } from './events.js';
import { hasEnded, isUnderWay, travelledOn, type Proposal, type RepatriationState } from './progress.js';
import type { Side } from './values.js';

export * from './progress.js';

const withoutJourney = (state: RepatriationState): RepatriationState => {
  const rest: { journeyId?: string } & RepatriationState = { ...state };
  delete rest.journeyId;
  return rest;
};

/** Forgets the steps of an earlier journey once there is one of another. */
const onJourney = (state: RepatriationState, journeyId: string): RepatriationState => {
  const { leg: _leg, legCompleted: _legCompleted, departedAt: _departedAt, ...rest } = state;
  return { ...rest, ...travelledOn(state, journeyId), travelledWith: journeyId };
};

const without = (countries: readonly Country[], country: Country): readonly Country[] =>
  countries.filter((other) => other !== country);

const suspendedBy = (state: RepatriationState, by: Country): RepatriationState => ({
  ...state,
  suspendedBy: [...without(state.suspendedBy, by), by],
});

/** Drops what was agreed and approved: another plan needs another answer, other signatures, another notice. */
const withProposal = (state: RepatriationState, side: Side, proposal: Proposal): RepatriationState => {
  const rest: { notified?: RepatriationState['notified'] } & RepatriationState = { ...state };
  delete rest.notified;
  return {
    ...rest,
    side,
    proposal,
    stage: 'proposed',
    suspendedBy: [],
    partner: proposal.partner,
    signatures: [],
    letter: false,
    receptionConfirmed: false,
    signed: [],
  };
};

const withAnswer = (
  state: RepatriationState,
  proposalId: string,
  answer: Partial<Proposal>,
): RepatriationState =>
  state.proposal?.proposalId === proposalId
    ? { ...state, proposal: { ...state.proposal, ...answer } }
    : state;

const withSignature = (state: RepatriationState, side: Side): RepatriationState => {
  const signed = state.signed.includes(side) ? state.signed : [...state.signed, side];
  return {
    ...state,
    signed,
    stage: signed.length === 2 && state.stage !== 'received' ? 'handed_over' : state.stage,
  };
};

/** The consent to return ends with all contact with the state that the person would return to. */
const withoutContact = (state: RepatriationState, country: Country): RepatriationState =>
  state.consent?.status === 'given' && (state.partner ?? country) === country
    ? { ...state, consent: { ...state.consent, status: 'withdrawn' } }
    : state;

const evolveReturn = (state: RepatriationState, event: RecordedCaseEvent): RepatriationState => {
  if (event.type === 'ContactStopped') return withoutContact(state, event.data.with);
  if (!belongs(repatriationEvents, event)) return state;
  switch (event.type) {
    case 'ReturnCounsellingHeld':
      return { ...state, counselled: true };
    case 'ReturnConsentGiven':
      return {
        ...state,
        stage: state.stage === 'refused' ? 'none' : state.stage,
        consent: { ...event.data, at: event.meta.recordedAt, status: 'given' },
      };
    case 'ReturnConsentWithdrawn':
      return {
        ...state,
        consent: { givenBy: 'person', ...state.consent, at: event.meta.occurredAt, status: 'withdrawn' },
      };
    case 'ReturnRefused':
      return {
        ...state,
        stage: isUnderWay(state) || hasEnded(state) ? state.stage : 'refused',
        consent: { givenBy: 'person', at: event.meta.occurredAt, status: 'refused' },
      };
    case 'RiskAssessed':
    case 'RiskLearned':
      return {
        ...state,
        risks: [
          ...state.risks.filter((risk) => risk.by !== event.data.by),
          {
            assessmentId: event.data.assessmentId,
            by: event.data.by,
            assessment: event.data.assessment,
            assessedAt: event.meta.occurredAt,
          },
        ],
      };
    case 'RiskMeasuresConfirmed': {
      const { actor, agency, recordedAt: at } = event.meta;
      const { assessmentId } = event.data;
      return { ...state, measures: [...state.measures, { assessmentId, actor, agency, at }] };
    }
    case 'RiskShared':
      return state;
    case 'BestInterestsDetermined':
      return {
        ...state,
        bestInterests: { childHeard: event.data.childHeard, solution: event.data.determination?.solution },
      };
    case 'FitToTravelCertified':
      return { ...state, fitUntil: event.data.validUntil };
    case 'RepatriationProposed': {
      const { to, ...proposal } = event.data;
      return withProposal(state, 'sending', { ...proposal, partner: to, answer: 'open' });
    }
    case 'RepatriationProposalReceived': {
      const { from, ...proposal } = event.data;
      return withProposal(state, 'receiving', { ...proposal, partner: from, answer: 'open' });
    }
    case 'RepatriationAgreed':
      return withAnswer(state, event.data.proposalId, { answer: 'agreed' });
    case 'CounterProposed': {
      const { point, plannedOn } = event.data;
      return withAnswer(state, event.data.proposalId, { answer: 'countered', counter: { point, plannedOn } });
    }
    case 'ProposalDeclined':
      return withAnswer(state, event.data.proposalId, { answer: 'declined' });
    case 'ReturnApprovalGiven':
      return {
        ...state,
        signatures: [
          ...state.signatures,
          { actor: event.meta.actor, agency: event.data.agency, at: event.meta.recordedAt },
        ],
      };
    case 'RepatriationApproved':
      return hasEnded(state) ? state : { ...state, stage: 'approved' };
    case 'ReturnApprovalLapsed':
      return {
        ...state,
        signatures: [],
        stage: state.stage === 'approved' || state.stage === 'scheduled' ? 'proposed' : state.stage,
      };
    case 'HigherAuthorityLetterIssued':
      return { ...state, letter: true };
    case 'TransitAsked':
      return withTransit(state, event.data.of, event.data.on, false);
    case 'TransitRequestReceived':
      return withTransit(state, event.data.from, event.data.on, false);
    case 'TransitPermitted':
      return withPermission(state, event.data.by, event.data.to);
    case 'RepatriationSuspended':
      return suspendedBy(state, event.data.by);
    case 'RepatriationResumed':
      return { ...state, suspendedBy: without(state.suspendedBy, event.data.by) };
    case 'RepatriationCancelled':
      return hasEnded(state) || state.stage === 'refused'
        ? state
        : { ...state, stage: state.consent?.status === 'refused' ? 'refused' : 'cancelled' };
    case 'ReceivingSideNotified':
      return { ...state, notified: { on: event.data.on, point: event.data.point } };
    case 'DepartureAuthorised':
      return hasEnded(state) ? state : { ...state, stage: 'scheduled' };
    case 'DepartureExpected':
      return {
        ...state,
        side: 'receiving',
        stage: 'scheduled',
        partner: event.data.from,
        suspendedBy: without(state.suspendedBy, event.data.from),
        notified: { on: event.data.on, point: event.data.point },
        journeyId: event.data.journeyId,
      };
    case 'ReceptionConfirmed':
      return { ...state, receptionConfirmed: true };
    case 'JourneyJoined':
      return { ...state, journeyId: event.data.journeyId };
    case 'JourneyLeft':
      return state.journeyId === event.data.journeyId ? withoutJourney(state) : state;
    case 'DepartureRecorded':
      return {
        ...onJourney(state, event.data.journeyId),
        stage: 'in_transit',
        departedAt: event.meta.occurredAt,
      };
    case 'TransitLegStarted':
      return {
        ...onJourney(state, event.data.journeyId),
        leg: event.data.leg,
        lastStepAt: event.meta.occurredAt,
      };
    case 'TransitLegCompleted':
      return {
        ...onJourney(state, event.data.journeyId),
        legCompleted: event.data.leg,
        lastStepAt: event.meta.occurredAt,
      };
    case 'HandoverSigned':
      return { ...withSignature(state, event.data.side), lastStepAt: event.meta.occurredAt };
    case 'HandoverLearned':
      return withSignature(state, event.data.side);
    case 'HandoverRefused':
      return suspendedBy(state, event.meta.country);
    case 'ArrivalRecorded':
    case 'ArrivalLearned':
      return { ...state, stage: 'received', arrivedAt: event.meta.occurredAt };
    case 'ThirdCountryReferralOpened':
      return state;
    case 'LocalStayGranted':
    case 'PersonLeftWithoutNotice':
      return state;
    case 'PersonDied':
      return { ...state, stage: 'ended' };
  }
};

const withTransit = (
  state: RepatriationState,
  country: Country,
  on: string,
  allowed: boolean,
): RepatriationState => ({
  ...state,
  transit: [
    ...state.transit.filter((asked) => asked.country !== country),
    { country, on, permitted: allowed },
  ],
});

const withPermission = (state: RepatriationState, by: Country, to: Country): RepatriationState => ({
  ...state,
  transit: state.transit.map((asked) =>
    asked.country === by || asked.country === to ? { ...asked, permitted: true } : asked,
  ),
});

export const evolveRepatriation = oneReturnAfterAnother(evolveReturn);
