import type { Country } from '../words/country.js';
import type { reintegrationEvents } from './events.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';
import { repatriationEvents } from '../repatriation/events.js';

/** Events of other processes that bear on it. */
export const reintegrationHears = {
  RiskAssessed: repatriationEvents.RiskAssessed,
};

type ReintegrationEvent = RecordedEventOf<typeof reintegrationEvents & typeof reintegrationHears>;

/** Needs and wishes that crossed the border before the return. */
export interface SharedPlanState {
  readonly planId: string;
  readonly with: Country;
  readonly direction: 'sent' | 'received';
  readonly messageId: string;
  readonly dueOn?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  /** When it went or came. */
  readonly at: string;
  readonly accepted: boolean;
}

export interface ServiceState {
  readonly serviceId: string;
  readonly status: 'started' | 'completed' | 'declined';
}

/** An application for support, and until when whoever took it passes it on. */
export interface SupportApplicationState {
  readonly applicationId: string;
  readonly by: string;
  readonly at: string;
  readonly forwardBy?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  readonly forwarded: boolean;
}

export interface ReintegrationState {
  readonly shared: readonly SharedPlanState[];
  /** The plan made with the person at home, last first to count. */
  readonly agreed?: {
    readonly planId: string;
    readonly reviewOn?: string | undefined;
    readonly followUpUntil?: string | undefined;
    readonly reckonedBy?: Reckoning | undefined;
    readonly at: string;
  };
  readonly applications: readonly SupportApplicationState[];
  /** Codes of the papers on which support rests, each once. */
  readonly papers: readonly string[];
  readonly services: readonly ServiceState[];
  readonly denials: number;
  readonly visits: readonly {
    readonly number: number;
    readonly visitedOn: string;
    readonly nextOn?: string | undefined;
    readonly at: string;
  }[];
  readonly concerns: number;
  /** Concerns about safety that nobody has looked into since. */
  readonly toLookInto: readonly { readonly concernId: string; readonly at: string }[];
  /** When somebody last did: what was a concern before, and is typed later, was looked into. */
  readonly lookedIntoAt?: string | undefined;
  readonly grants: number;
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
  readonly contactLostAt?: string | undefined;
}

export const noReintegration: ReintegrationState = {
  shared: [],
  applications: [],
  papers: [],
  services: [],
  denials: 0,
  visits: [],
  concerns: 0,
  toLookInto: [],
  grants: 0,
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

const shared = (
  {
    planId,
    messageId,
    dueOn,
    reckonedBy,
  }: Pick<SharedPlanState, 'planId' | 'messageId' | 'dueOn' | 'reckonedBy'>,
  { meta }: ReintegrationEvent,
) => ({ planId, messageId, dueOn, reckonedBy, at: meta.occurredAt });

const lookedInto = (
  { toLookInto, lookedIntoAt = '' }: ReintegrationState,
  at: string,
): Pick<ReintegrationState, 'toLookInto' | 'lookedIntoAt'> => ({
  toLookInto: toLookInto.filter((concern) => concern.at > at),
  lookedIntoAt: at > lookedIntoAt ? at : lookedIntoAt,
});

const concernRaised = (state: ReintegrationState, concernId: string, at: string): ReintegrationState => {
  const seenTo = state.lookedIntoAt !== undefined && at < state.lookedIntoAt;
  const toLookInto = seenTo ? state.toLookInto : [...state.toLookInto, { concernId, at }];
  return { ...state, concerns: state.concerns + 1, toLookInto };
};

export const evolveReintegration = (
  state: ReintegrationState,
  event: ReintegrationEvent,
): ReintegrationState => {
  switch (event.type) {
    case 'PlanShared': {
      const { to, ...plan } = event.data;
      return share(state, { ...shared(plan, event), with: to, direction: 'sent' });
    }
    case 'PlanReceived': {
      const { from, ...plan } = event.data;
      return share(state, { ...shared(plan, event), with: from, direction: 'received' });
    }
    case 'PlanAcceptanceLearned':
    case 'PlanAccepted':
      return accepted(state, event.data.planId);
    case 'ReintegrationPlanAgreed': {
      const { planId, reviewOn, followUpUntil, reckonedBy } = event.data;
      const agreed = { planId, reviewOn, followUpUntil, reckonedBy, at: event.meta.occurredAt };
      return { ...state, agreed, contactLost: false, contactLostAt: undefined };
    }
    case 'SupportAppliedFor': {
      const { applicationId, forwardBy, reckonedBy } = event.data;
      const { occurredAt: at, agency: by } = event.meta;
      const application = { applicationId, by, at, forwardBy, reckonedBy, forwarded: false };
      return { ...state, applications: [...state.applications, application] };
    }
    case 'SupportApplicationForwarded':
      return {
        ...state,
        applications: state.applications.map((application) =>
          application.applicationId === event.data.applicationId
            ? { ...application, forwarded: true }
            : application,
        ),
      };
    case 'SupportPaperWritten':
      return { ...state, papers: [...new Set([...state.papers, event.data.paper])] };
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
      return { ...state, grants: state.grants + 1 };
    case 'RiskAssessed':
      return { ...state, ...lookedInto(state, event.meta.occurredAt) };
    case 'FollowUpVisitMade': {
      const { number, visitedOn, nextOn } = event.data;
      return {
        ...state,
        visits: [...state.visits, { number, visitedOn, nextOn, at: event.meta.occurredAt }],
        ...lookedInto(state, event.meta.occurredAt),
        contactLost: false,
        contactLostAt: undefined,
      };
    }
    case 'SafetyConcernRaised':
      return concernRaised(state, event.data.concernId, event.meta.occurredAt);
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
      return { ...state, contactLost: true, contactLostAt: event.meta.occurredAt };
  }
};
