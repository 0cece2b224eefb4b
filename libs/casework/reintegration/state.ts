import type { Country } from '../words/country.js';
import type { reintegrationEvents } from './events.js';
import type { RecordedEventOf } from '../words/event.js';

type ReintegrationEvent = RecordedEventOf<typeof reintegrationEvents>;

/** Needs and wishes that crossed the border before the return. */
export interface SharedPlanState {
  readonly planId: string;
  readonly with: Country;
  readonly direction: 'sent' | 'received';
  readonly messageId: string;
  readonly dueOn?: string | undefined;
  readonly accepted: boolean;
}

export interface ServiceState {
  readonly serviceId: string;
  readonly status: 'started' | 'completed' | 'declined';
}

export interface ReintegrationState {
  readonly shared: readonly SharedPlanState[];
  /** The plan made with the person at home, last first to count. */
  readonly agreed?: { readonly planId: string; readonly reviewOn?: string | undefined; readonly at: string };
  readonly services: readonly ServiceState[];
  readonly denials: number;
  readonly visits: readonly {
    readonly number: number;
    readonly visitedOn: string;
    readonly nextOn?: string | undefined;
  }[];
  readonly concerns: number;
  readonly outcomes: number;
  readonly feedback: readonly {
    readonly month: number;
    readonly with: Country;
    readonly direction: 'sent' | 'received';
    /** The message that told it, of what we sent. */
    readonly messageId?: string;
    readonly at?: string;
  }[];
  readonly contactLost: boolean;
}

export const noReintegration: ReintegrationState = {
  shared: [],
  services: [],
  denials: 0,
  visits: [],
  concerns: 0,
  outcomes: 0,
  feedback: [],
  contactLost: false,
};

const accepted = (state: ReintegrationState, planId: string): ReintegrationState => ({
  ...state,
  shared: state.shared.map((plan) => (plan.planId === planId ? { ...plan, accepted: true } : plan)),
});

const share = (state: ReintegrationState, plan: Omit<SharedPlanState, 'accepted'>): ReintegrationState => ({
  ...state,
  shared: [...state.shared, { ...plan, accepted: false }],
});

export const evolveReintegration = (
  state: ReintegrationState,
  event: ReintegrationEvent,
): ReintegrationState => {
  switch (event.type) {
    case 'PlanShared': {
      const { planId, messageId, dueOn, to } = event.data;
      return share(state, { planId, messageId, dueOn, with: to, direction: 'sent' });
    }
    case 'PlanReceived': {
      const { planId, messageId, dueOn, from } = event.data;
      return share(state, { planId, messageId, dueOn, with: from, direction: 'received' });
    }
    case 'PlanAcceptanceLearned':
    case 'PlanAccepted':
      return accepted(state, event.data.planId);
    case 'ReintegrationPlanAgreed': {
      const { planId, reviewOn } = event.data;
      return { ...state, agreed: { planId, reviewOn, at: event.meta.occurredAt }, contactLost: false };
    }
    case 'ServiceStarted':
      return {
        ...state,
        services: [...state.services, { serviceId: event.data.serviceId, status: 'started' }],
      };
    case 'ServiceCompleted':
      return {
        ...state,
        services: state.services.map((service) =>
          service.serviceId === event.data.serviceId ? { ...service, status: 'completed' } : service,
        ),
      };
    case 'ServiceDeclined':
      return {
        ...state,
        services: [...state.services, { serviceId: event.data.serviceId, status: 'declined' }],
      };
    case 'ProviderDenied':
      return { ...state, denials: state.denials + 1 };
    case 'GrantPaid':
      return state;
    case 'FollowUpVisitMade': {
      const { number, visitedOn, nextOn } = event.data;
      return { ...state, visits: [...state.visits, { number, visitedOn, nextOn }], contactLost: false };
    }
    case 'SafetyConcernRaised':
      return { ...state, concerns: state.concerns + 1 };
    case 'OutcomeRecorded':
      return { ...state, outcomes: state.outcomes + 1 };
    case 'FeedbackSent': {
      const { month, to, messageId } = event.data;
      return {
        ...state,
        feedback: [
          ...state.feedback,
          { month, with: to, direction: 'sent', messageId, at: event.meta.recordedAt },
        ],
      };
    }
    case 'FeedbackLearned':
      return {
        ...state,
        feedback: [
          ...state.feedback,
          { month: event.data.month, with: event.data.from, direction: 'received' },
        ],
      };
    case 'ContactLost':
      return { ...state, contactLost: true };
  }
};
