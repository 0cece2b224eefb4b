import { addCorrection, type Corrected } from '../disclosure/corrected.js';
import type { Country } from '../words/country.js';
import type { State } from '../words/states.js';
import type { tracingEvents } from './events.js';
import type { CareKind, FamilyAnswer } from './values.js';
import type { RecordedEventOf } from '../words/event.js';
import { isOutside, type Reckoning } from '../words/reckoned.js';
import { disclosureEvents } from '../disclosure/events.js';

/** Events of other processes that bear on it. */
export const tracingHears = {
  CorrectionReceived: disclosureEvents.CorrectionReceived,
};

type TracingEvent = RecordedEventOf<typeof tracingEvents & typeof tracingHears>;

/** A search for the family: asked by us, or put to us. */
export interface TracingRequest {
  readonly requestId: string;
  /** The country at the other end. */
  readonly with: Country;
  readonly direction: 'asked' | 'received';
  readonly messageId: string;
  readonly dueOn?: string | undefined;
  /** A day that was counted up to it stands outside the table of days off. */
  readonly dueOutsideTable?: boolean;
  /** When it came, of one put to us. */
  readonly receivedAt?: string;
  /** Data subject of what is found out about the relatives; only on the tracing side. */
  readonly householdId?: string;
  /** Office charged with it, last assignment first to count. */
  readonly office?: string;
  readonly assignedAt?: string;
  /** By which day it visits. */
  readonly visitDueOn?: string | undefined;
  /** A day that was counted up to it stands outside the table of days off. */
  readonly visitDueOutsideTable?: boolean;
  readonly visitReckonedBy?: Reckoning | undefined;
  readonly visits: number;
  readonly concluded: boolean;
  /** Charged again after it was concluded, because the answer counts no more. */
  readonly reassigned?: boolean;
  /** What the country that asked told otherwise since, and no answer was given since then. */
  readonly corrected?: Corrected | undefined;
  /** The day of the last visit. */
  readonly lastVisitOn?: string;
  /** The option as it may be known; absent while open or where it cannot be opened. */
  readonly answer?: FamilyAnswer | undefined;
  readonly validUntil?: string | undefined;
  /** When it was answered or concluded, as recorded. */
  readonly answeredAt?: string;
}

export interface Arrangement {
  readonly arrangementId: string;
  /** Absent where it cannot be opened. */
  readonly kind?: CareKind | undefined;
}

export interface TracingState {
  readonly requests: readonly TracingRequest[];
  readonly contacts: number;
  /** Planned care arrangements, oldest first. */
  readonly arrangements: readonly Arrangement[];
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

const withCorrection = (
  state: TracingState,
  { data, meta }: TracingEvent & { readonly type: 'CorrectionReceived' },
): TracingState => ({
  ...state,
  requests: state.requests.map((request) =>
    request.direction === 'received' && request.messageId === data.messageId
      ? { ...request, corrected: addCorrection(request.corrected, data.fields, meta.recordedAt) }
      : request,
  ),
});

export const evolveTracing = (state: TracingState, event: TracingEvent): TracingState => {
  if (event.type === 'CorrectionReceived') return withCorrection(state, event);
  switch (event.type) {
    case 'FamilyTracingRequested': {
      const { requestId, of, messageId, dueOn } = event.data;
      return add(state, { requestId, messageId, dueOn, with: of, direction: 'asked' });
    }
    case 'TracingRequestReceived': {
      const { requestId, householdId, from, messageId, dueOn } = event.data;
      const { recordedAt: receivedAt } = event.meta;
      const outside = { dueOutsideTable: isOutside('dueOn', event.data) };
      const request = { requestId, householdId, messageId, dueOn, receivedAt, ...outside };
      return add(state, { ...request, with: from, direction: 'received' });
    }
    case 'TracingAssigned':
      return change(state, event.data.requestId, ({ concluded }) => ({
        reassigned: concluded,
        office: event.data.office,
        assignedAt: event.meta.occurredAt,
        visitDueOn: event.data.visitDueOn,
        visitReckonedBy: event.data.reckonedBy,
        visitDueOutsideTable: isOutside('visitDueOn', event.data),
      }));
    case 'TracingVisitRecorded':
      return change(state, event.data.requestId, ({ visits }) => ({
        visits: visits + 1,
        lastVisitOn: event.data.visitedOn,
      }));
    case 'FamilyAnswerLearned':
    case 'TracingConcluded': {
      const { requestId, answer, validUntil } = event.data;
      const { recordedAt: answeredAt } = event.meta;
      return change(state, requestId, () => ({
        concluded: true,
        reassigned: false,
        corrected: undefined,
        answer,
        validUntil,
        answeredAt,
      }));
    }
    case 'FamilyContactRecorded':
      return { ...state, contacts: state.contacts + 1 };
    case 'CareArrangementPlanned':
      return {
        ...state,
        arrangements: [
          ...state.arrangements,
          { arrangementId: event.data.arrangementId, kind: event.data.arrangement?.kind },
        ],
      };
  }
};

/** Whether an office still has to search: an answer that counts no more, or that rests on what was wrong, is looked for again. */
export const isSearching = ({ concluded, reassigned, corrected }: TracingRequest): boolean =>
  !concluded || reassigned === true || corrected !== undefined;

export const tracingRequest = (state: TracingState, requestId: string): TracingRequest | undefined =>
  state.requests.find((request) => request.requestId === requestId);

/** The last answer about the family in a country: of the one that was asked there, or of our own to who asked us. */
const lastAnswer = (state: TracingState, home: State): TracingRequest | undefined =>
  state.requests.findLast(
    (request) => request.concluded && (request.direction === 'received' || request.with === home),
  );

/** The family's last answer that has not run out on a day; `unknown` where it cannot be opened. */
export const familyStanding = (
  state: TracingState,
  home: State,
  today: string,
): FamilyAnswer['option'] | 'unknown' | 'none' => {
  const last = lastAnswer(state, home);
  if (!last || (last.validUntil !== undefined && last.validUntil < today)) return 'none';
  return last.answer?.option ?? 'unknown';
};

/**
 * The last answer about the family in a country where it is no place to go to. Absent, unwilling, unsafe and involved are one
 * (domain.md 2.3), one that cannot be read is no better, and none becomes a place to go to by the running out of an answer.
 */
export const unavailable = (state: TracingState, home: State): TracingRequest | undefined => {
  const last = lastAnswer(state, home);
  return ['available', 'conditional'].includes(last?.answer?.option ?? 'unavailable') ? undefined : last;
};

/**
 * Whether it is settled where the person will live: a family that can take them in, or care planned elsewhere. Kin are
 * family: where the family is no place to go to, they are none either, nor is a place that cannot be read.
 */
export const carePlanned = (state: TracingState, home: State, today: string): boolean =>
  ['available', 'conditional'].includes(familyStanding(state, home, today)) ||
  state.arrangements.some(
    ({ kind }) => unavailable(state, home) === undefined || (kind !== undefined && kind !== 'kin'),
  );
