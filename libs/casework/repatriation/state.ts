import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import { repatriationEvents } from './events.js';
import type { SharedRisk, Side } from './values.js';

export interface Proposal {
  readonly proposalId: string;
  /** The other country: receiving for the sending side, sending for the receiving one. */
  readonly partner: Country;
  readonly point: string;
  readonly plannedOn: string;
  readonly group?: string | undefined;
  readonly escorts: number;
  readonly answer: 'open' | 'agreed' | 'countered' | 'declined';
  readonly counter?: { readonly point: string; readonly plannedOn: string };
}

export interface ReturnConsent {
  readonly givenBy: 'person' | 'guardian_with_assent';
  readonly at: string;
  readonly status: 'given' | 'withdrawn' | 'refused';
}

export interface RiskOfReturn {
  readonly assessmentId: string;
  readonly by: Country;
  /** Absent where it cannot be read: then it counts as high. */
  readonly assessment?: SharedRisk | undefined;
}

export interface Signature {
  readonly actor: string;
  readonly agency: string;
}

/** Stages of domain.md 2.4; `ended` covers death, leaving, staying and third countries. */
export const stages = [
  'none',
  'proposed',
  'approved',
  'scheduled',
  'in_transit',
  'handed_over',
  'received',
  'refused',
  'cancelled',
  'ended',
] as const;
export type Stage = (typeof stages)[number];

export interface RepatriationState {
  readonly stage: Stage;
  readonly side?: Side;
  /** The other country in this return. */
  readonly partner?: Country;
  /** Countries that stopped it for now. */
  readonly suspendedBy: readonly Country[];
  readonly proposal?: Proposal;
  readonly counselled: boolean;
  readonly consent?: ReturnConsent;
  /** The latest of each country. */
  readonly risks: readonly RiskOfReturn[];
  readonly bestInterests?: { readonly childHeard: boolean; readonly solution?: string | undefined };
  readonly fitUntil?: string;
  readonly signatures: readonly Signature[];
  readonly letter: boolean;
  readonly transit: readonly {
    readonly country: Country;
    readonly on: string;
    readonly permitted: boolean;
  }[];
  readonly notified?: { readonly on: string; readonly point: string };
  readonly receptionConfirmed: boolean;
  readonly journeyId?: string;
  readonly leg?: number;
  readonly legCompleted?: number;
  readonly departedAt?: string;
  /** Sides whose officer signed, as far as this node knows. */
  readonly signed: readonly Side[];
  readonly arrivedAt?: string;
  /** When the last step that this node saw itself happened: nothing after it can have happened before. */
  readonly lastStepAt?: string;
}

export const noRepatriation: RepatriationState = {
  stage: 'none',
  suspendedBy: [],
  counselled: false,
  risks: [],
  signatures: [],
  letter: false,
  transit: [],
  receptionConfirmed: false,
  signed: [],
};

const withoutJourney = (state: RepatriationState): RepatriationState => {
  const rest: { journeyId?: string } & RepatriationState = { ...state };
  delete rest.journeyId;
  return rest;
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

export const evolveRepatriation = (state: RepatriationState, event: RecordedCaseEvent): RepatriationState => {
  if (!belongs(repatriationEvents, event)) return state;
  switch (event.type) {
    case 'ReturnCounsellingHeld':
      return { ...state, counselled: true };
    case 'ReturnConsentGiven':
      return {
        ...state,
        consent: { givenBy: event.data.givenBy, at: event.meta.occurredAt, status: 'given' },
      };
    case 'ReturnConsentWithdrawn':
      return {
        ...state,
        consent: { givenBy: 'person', ...state.consent, at: event.meta.occurredAt, status: 'withdrawn' },
      };
    case 'ReturnRefused':
      return {
        ...state,
        stage: 'refused',
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
          },
        ],
      };
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
        signatures: [...state.signatures, { actor: event.meta.actor, agency: event.data.agency }],
      };
    case 'RepatriationApproved':
      return { ...state, stage: 'approved' };
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
      return hasEnded(state) || state.stage === 'refused' ? state : { ...state, stage: 'cancelled' };
    case 'ReceivingSideNotified':
      return { ...state, notified: { on: event.data.on, point: event.data.point } };
    case 'DepartureAuthorised':
      return { ...state, stage: 'scheduled' };
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
      return { ...state, stage: 'in_transit', departedAt: event.meta.occurredAt };
    case 'TransitLegStarted':
      return { ...state, leg: event.data.leg, lastStepAt: event.meta.occurredAt };
    case 'TransitLegCompleted':
      return { ...state, legCompleted: event.data.leg, lastStepAt: event.meta.occurredAt };
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

/** Stages in which a return is planned or under way. */
export const isUnderWay = (state: RepatriationState): boolean =>
  ['proposed', 'approved', 'scheduled', 'in_transit'].includes(state.stage);

/** Whether both officers signed: the consent to return ends here (domain.md 4.6). */
export const isHandedOver = (state: RepatriationState): boolean => state.signed.length === 2;

export const isSuspended = (state: RepatriationState): boolean => state.suspendedBy.length > 0;

/** Whether nothing more can stop the return: it is over. */
export const hasEnded = (state: RepatriationState): boolean =>
  ['handed_over', 'received', 'ended'].includes(state.stage);
