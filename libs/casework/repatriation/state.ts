import { belongs } from '../words/event.js';
import type { Country } from '../words/country.js';
import type { State } from '../words/states.js';
import { oneReturnAfterAnother } from './another.js';
import { preparationEvents, repatriationEvents } from './events.js';
import type { ReturnEvent } from './heard.js';
import { afterMessage, withConfirmation, withNotice, withoutNotice } from './notices.js';
import { hasEnded, type Proposal, type RepatriationState } from './progress.js';
import { transitsAfterMessage, withAnswer as withTransitAnswer, withoutOwn, withTransit } from './transit.js';
import { prepared } from './prepared.js';
import type { Side } from './values.js';
import {
  authorised,
  isOfThisReturn,
  offJourney,
  onJourney,
  setOut,
  unapproved,
  withSignature,
  withTheirSignature,
} from './way.js';

export * from './progress.js';

const without = (countries: readonly Country[], country: State): readonly Country[] =>
  countries.filter((other) => other !== country);

const suspendedBy = (state: RepatriationState, by: Country): RepatriationState => ({
  ...state,
  suspendedBy: [...without(state.suspendedBy, by), by],
});

/** Nobody counts on what was notified any more: preparations stop, and another notice must follow, and other permits. */
const unnoticed = (state: RepatriationState, { meta }: ReturnEvent): RepatriationState => ({
  ...state,
  transit: withoutOwn(state.transit),
  notices: withoutNotice(state.notices, meta.recordedAt),
});

/** Drops what was agreed and approved: another plan needs another answer, other signatures, another notice. */
const withProposal = (state: RepatriationState, side: Side, proposal: Proposal): RepatriationState => ({
  ...state,
  side,
  proposal,
  stage: 'proposed',
  agreedAnew: false,
  authorisedOn: undefined,
  suspendedBy: [],
  partner: proposal.partner,
  signatures: [],
  letter: false,
  signed: [],
  signedFor: {},
});

/** What stands of a return whose newest plan crossed a stop of this country. */
const stoppedBy = (
  crossed: 'cancelled' | 'suspended',
  { meta }: ReturnEvent,
): Pick<RepatriationState, 'stage' | 'suspendedBy'> =>
  crossed === 'cancelled'
    ? { stage: 'cancelled', suspendedBy: [] }
    : { stage: 'proposed', suspendedBy: [meta.country] };

const withAnswer = (
  state: RepatriationState,
  proposalId: string,
  answer: Partial<Proposal>,
): RepatriationState =>
  state.proposal?.proposalId === proposalId
    ? { ...state, proposal: { ...state.proposal, ...answer } }
    : state;

/** The consent to return ends with all contact with the state that the person would return to, this one for who comes home. */
const withoutContact = (state: RepatriationState, country: State, own: Country): RepatriationState =>
  state.consent?.status === 'given' && (country === own || (state.partner ?? country) === country)
    ? { ...state, agreedAnew: false, consent: { ...state.consent, status: 'withdrawn' } }
    : state;

/** The day of departure that an event names. */
const departureIn = (event: ReturnEvent): string | undefined => {
  if (
    event.type === 'RepatriationProposed' ||
    event.type === 'RepatriationProposalReceived' ||
    event.type === 'ReturnArranged' ||
    event.type === 'ReturnExpected'
  )
    return event.data.plannedOn;
  return event.type === 'ReceivingSideNotified' ||
    event.type === 'DepartureAuthorised' ||
    event.type === 'DepartureExpected'
    ? event.data.on
    : undefined;
};

const withDeparture = (state: RepatriationState, event: ReturnEvent): RepatriationState => {
  const on = departureIn(event);
  return on === undefined ? state : { ...state, departure: { on, since: event.meta.occurredAt } };
};

const evolveReturn = (state: RepatriationState, event: ReturnEvent): RepatriationState =>
  withDeparture(evolveSteps(state, event), event);

const evolveSteps = (state: RepatriationState, event: ReturnEvent): RepatriationState => {
  if (event.type === 'ContactStopped') return withoutContact(state, event.data.with, event.meta.country);
  if (!belongs(repatriationEvents, event)) {
    const notices = afterMessage(state.notices, event);
    const transit = transitsAfterMessage(state.transit, event);
    return notices === state.notices && transit === state.transit ? state : { ...state, notices, transit };
  }
  if (belongs(preparationEvents, event)) return prepared(state, event);
  switch (event.type) {
    case 'RepatriationProposed': {
      const { to, ...proposal } = event.data;
      return withProposal(unnoticed(state, event), 'sending', { ...proposal, partner: to, answer: 'open' });
    }
    case 'RepatriationProposalReceived': {
      const { from, crossed, ...proposal } = event.data;
      const plan: Proposal = { ...proposal, partner: from, answer: 'open' };
      const proposed = withProposal(unnoticed(state, event), 'receiving', plan);
      return crossed === undefined ? proposed : { ...proposed, ...stoppedBy(crossed, event) };
    }
    case 'ReturnArranged': {
      const { to, agreedWith: _by, ...arranged } = event.data;
      const proposal: Proposal = { ...arranged, partner: to, answer: 'agreed', byHand: true };
      return withProposal(unnoticed(state, event), 'sending', proposal);
    }
    case 'ReturnExpected': {
      const { from, ...expected } = event.data;
      const proposal: Proposal = { ...expected, partner: from, answer: 'agreed', byHand: true };
      return { ...withProposal(unnoticed(state, event), 'receiving', proposal), stage: 'scheduled' };
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
      return unapproved(state);
    case 'HigherAuthorityLetterIssued':
      return { ...state, letter: true };
    case 'TransitAsked': {
      const { of: country, ...passage } = event.data;
      return { ...state, transit: withTransit(state.transit, { country, askedBy: 'us', ...passage }) };
    }
    case 'TransitRequestReceived': {
      const {
        from: country,
        names: _names,
        documents: _documents,
        specialNeeds: _needs,
        ...passage
      } = event.data;
      return { ...state, transit: withTransit(state.transit, { country, askedBy: 'them', ...passage }) };
    }
    case 'TransitPermitted':
    case 'TransitRefused': {
      const standing = event.type === 'TransitPermitted' ? 'permitted' : 'refused';
      return {
        ...state,
        transit: withTransitAnswer(state.transit, event.meta.country, event.data, standing),
      };
    }
    case 'RepatriationSuspended':
      return suspendedBy(unnoticed(state, event), event.data.by);
    case 'RepatriationResumed':
      return { ...state, suspendedBy: without(state.suspendedBy, event.data.by) };
    case 'RepatriationCancelled':
      return hasEnded(state) || state.stage === 'refused'
        ? state
        : {
            ...unnoticed(state, event),
            agreedAnew: false,
            stage: state.consent?.status === 'refused' ? 'refused' : 'cancelled',
          };
    case 'ReceivingSideNotified': {
      const { on, point, messageId, journeyId } = event.data;
      const proposalId = state.proposal?.proposalId ?? event.meta.eventId;
      const travelling = journeyId ?? state.journeyId ?? state.proposal?.group ?? proposalId;
      const notice = { proposalId, journeyId: travelling, on, point, messageId };
      return { ...state, notices: withNotice(state.notices, notice, event.meta.recordedAt) };
    }
    case 'DepartureAuthorised':
      return hasEnded(state) ? state : { ...authorised(state), authorisedOn: event.data.on };
    case 'DepartureExpected': {
      const { from, on, point, journeyId, messageId } = event.data;
      const proposalId = state.proposal?.proposalId ?? journeyId;
      const notice = { proposalId, journeyId, on, point, messageId };
      return {
        ...state,
        side: 'receiving',
        stage: 'scheduled',
        partner: from,
        suspendedBy: without(state.suspendedBy, from),
        notices: withNotice(state.notices, notice, event.meta.recordedAt),
        journeyId,
      };
    }
    case 'ManifestLineCorrected':
      return state;
    case 'ReceptionConfirmed':
      return { ...state, notices: withConfirmation(state.notices, event.data, event.meta.recordedAt) };
    case 'JourneyJoined': {
      const { journeyId, legs } = event.data;
      const { legs: _before, ...rest } = state;
      return { ...rest, journeyId, ...(legs ? { legs } : {}) };
    }
    case 'JourneyLeft':
      return offJourney(state, event.data.journeyId);
    case 'DepartureRecorded':
      return setOut(state, event.data.journeyId, event.meta.occurredAt);
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
      return {
        ...withSignature(state, event.data.side, event.data.journeyId),
        lastStepAt: event.meta.occurredAt,
      };
    case 'HandoverLearned':
      return withTheirSignature(state, event.data);
    case 'HandoverRefused':
      return suspendedBy(unnoticed(state, event), event.meta.country);
    case 'ArrivalRecorded':
      return {
        ...state,
        stage: 'received',
        arrivedAt: event.meta.occurredAt,
        cameHomeAt: event.meta.occurredAt,
      };
    case 'ArrivalLearned':
      return isOfThisReturn(state, { by: event.data.by, side: 'receiving' })
        ? { ...state, stage: 'received', arrivedAt: event.meta.occurredAt }
        : state;
    case 'ThirdCountryReferralOpened':
      return state;
    case 'LocalStayGranted':
    case 'PersonLeftWithoutNotice':
      return state;
    case 'PersonDied':
      return { ...unnoticed(state, event), stage: 'ended', diedAt: event.meta.occurredAt };
    case 'RemainsReturned':
      return state;
  }
};

export const evolveRepatriation = oneReturnAfterAnother(evolveReturn);
