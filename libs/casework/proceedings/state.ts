import type { Country } from '../words/country.js';
import type { proceedingsEvents } from './events.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';

type ProceedingsEvent = RecordedEventOf<typeof proceedingsEvents>;

/** A hold on the return. Its dates are absent where the seal cannot be opened: then it counts as in force. */
export interface HoldState {
  readonly holdId: string;
  readonly until?: string | undefined;
  readonly reviewOn?: string | undefined;
  /** When it was placed or last reviewed. */
  readonly at: string;
  readonly ended: boolean;
}

/** News from court that crossed the border. */
export interface CourtNotice {
  readonly noticeId: string;
  readonly with: Country;
  readonly direction: 'sent' | 'received';
  readonly messageId: string;
  readonly dueOn?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  /** When it went or came. */
  readonly at: string;
  readonly deliveredOn?: string;
}

export interface ProceedingsState {
  readonly criminalCases: number;
  readonly holds: readonly HoldState[];
  readonly verdicts: readonly string[];
  /** ISO day on which the last verdict was read, as far as their seals can be opened. */
  readonly lastReadOn?: string | undefined;
  readonly claims: readonly string[];
  readonly orders: readonly string[];
  readonly payments: readonly string[];
  readonly notices: readonly CourtNotice[];
}

export const noProceedings: ProceedingsState = {
  criminalCases: 0,
  holds: [],
  verdicts: [],
  claims: [],
  orders: [],
  payments: [],
  notices: [],
};

const changeHold = (
  state: ProceedingsState,
  holdId: string,
  change: Partial<HoldState>,
): ProceedingsState => ({
  ...state,
  holds: state.holds.map((hold) => (hold.holdId === holdId ? { ...hold, ...change } : hold)),
});

export const evolveProceedings = (state: ProceedingsState, event: ProceedingsEvent): ProceedingsState => {
  const at = event.meta.occurredAt;
  switch (event.type) {
    case 'CriminalCaseRecorded':
      return { ...state, criminalCases: state.criminalCases + 1 };
    case 'HoldPlaced': {
      const { holdId, hold } = event.data;
      return {
        ...state,
        holds: [...state.holds, { holdId, until: hold?.until, reviewOn: hold?.reviewOn, at, ended: false }],
      };
    }
    case 'HoldReviewed': {
      const { holdId, review } = event.data;
      return changeHold(state, holdId, { until: review?.until, reviewOn: review?.reviewOn, at });
    }
    case 'HoldEnded':
      return changeHold(state, event.data.holdId, { ended: true });
    case 'VerdictRecorded': {
      const { verdictId, verdict } = event.data;
      const read = [state.lastReadOn, verdict?.readOn].filter((day) => day !== undefined).toSorted();
      return { ...state, verdicts: [...state.verdicts, verdictId], lastReadOn: read.at(-1) };
    }
    case 'CompensationClaimed':
      return { ...state, claims: [...state.claims, event.data.claimId] };
    case 'CompensationOrdered':
      return { ...state, orders: [...state.orders, event.data.orderId] };
    case 'CompensationPaid':
      return { ...state, payments: [...state.payments, event.data.paymentId] };
    case 'CourtOutcomeShared': {
      const { to, ...notice } = event.data;
      return { ...state, notices: [...state.notices, { ...notice, at, with: to, direction: 'sent' }] };
    }
    case 'CourtOutcomeLearned': {
      const { noticeId, messageId, dueOn, reckonedBy, from } = event.data;
      return {
        ...state,
        notices: [
          ...state.notices,
          { noticeId, messageId, dueOn, reckonedBy, at, with: from, direction: 'received' },
        ],
      };
    }
    case 'DeliveryConfirmed':
      return {
        ...state,
        notices: state.notices.map((notice) =>
          notice.noticeId === event.data.noticeId
            ? { ...notice, deliveredOn: event.data.deliveredOn }
            : notice,
        ),
      };
  }
};

/** Holds that bar the return on a day: not ended, and not past their end. One that cannot be opened counts. */
export const holdsInForce = (state: ProceedingsState, today: string): readonly HoldState[] =>
  state.holds.filter((hold) => !hold.ended && (hold.until === undefined || today <= hold.until));

/** Whether a hold bars the return on a day. Whoever refuses because of it answers `notPossibleNow()`. */
export const holdInForce = (state: ProceedingsState, today: string): boolean =>
  holdsInForce(state, today).length > 0;
