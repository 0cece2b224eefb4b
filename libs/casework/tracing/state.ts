import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import { tracingEvents } from './events.js';
import type { FamilyAnswer } from './values.js';

/** A search for the family: asked by us, or put to us. */
export interface TracingRequest {
  readonly requestId: string;
  /** The country at the other end. */
  readonly with: Country;
  readonly direction: 'asked' | 'received';
  readonly messageId: string;
  readonly dueOn?: string | undefined;
  /** Data subject of what is found out about the relatives; only on the tracing side. */
  readonly householdId?: string;
  /** Office charged with it, last assignment first to count. */
  readonly office?: string;
  readonly visits: number;
  readonly concluded: boolean;
  /** The option as it may be known; absent while open or where it cannot be opened. */
  readonly answer?: FamilyAnswer | undefined;
  readonly validUntil?: string | undefined;
}

export interface TracingState {
  readonly requests: readonly TracingRequest[];
  readonly contacts: number;
  /** Ids of planned care arrangements outside the family, oldest first. */
  readonly arrangements: readonly string[];
}

export const noTracing: TracingState = { requests: [], contacts: 0, arrangements: [] };

const change = (
  state: TracingState,
  requestId: string,
  changed: (request: TracingRequest) => Partial<TracingRequest>,
): TracingState => ({
  ...state,
  requests: state.requests.map((request) =>
    request.requestId === requestId ? { ...request, ...changed(request) } : request,
  ),
});

const add = (state: TracingState, request: Omit<TracingRequest, 'visits' | 'concluded'>): TracingState => ({
  ...state,
  requests: [...state.requests, { ...request, visits: 0, concluded: false }],
});

export const evolveTracing = (state: TracingState, event: RecordedCaseEvent): TracingState => {
  if (!belongs(tracingEvents, event)) return state;
  switch (event.type) {
    case 'FamilyTracingRequested': {
      const { requestId, of, messageId, dueOn } = event.data;
      return add(state, { requestId, messageId, dueOn, with: of, direction: 'asked' });
    }
    case 'TracingRequestReceived': {
      const { requestId, householdId, from, messageId, dueOn } = event.data;
      return add(state, { requestId, householdId, messageId, dueOn, with: from, direction: 'received' });
    }
    case 'TracingAssigned':
      return change(state, event.data.requestId, () => ({ office: event.data.office }));
    case 'TracingVisitRecorded':
      return change(state, event.data.requestId, ({ visits }) => ({ visits: visits + 1 }));
    case 'FamilyAnswerLearned':
    case 'TracingConcluded': {
      const { requestId, answer, validUntil } = event.data;
      return change(state, requestId, () => ({ concluded: true, answer, validUntil }));
    }
    case 'FamilyContactRecorded':
      return { ...state, contacts: state.contacts + 1 };
    case 'CareArrangementPlanned':
      return { ...state, arrangements: [...state.arrangements, event.data.arrangementId] };
  }
};

export const tracingRequest = (state: TracingState, requestId: string): TracingRequest | undefined =>
  state.requests.find((request) => request.requestId === requestId);

/** The family's last answer that has not run out on a day; `unknown` where it cannot be opened. */
export const familyStanding = (
  state: TracingState,
  today: string,
): FamilyAnswer['option'] | 'unknown' | 'none' => {
  const last = state.requests.findLast(({ concluded }) => concluded);
  if (!last || (last.validUntil !== undefined && last.validUntil < today)) return 'none';
  return last.answer?.option ?? 'unknown';
};

/** Whether it is settled where the person will live: a family that can take them in, or care planned elsewhere. */
export const carePlanned = (state: TracingState, today: string): boolean =>
  state.arrangements.length > 0 || ['available', 'conditional'].includes(familyStanding(state, today));
