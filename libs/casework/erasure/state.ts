import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import { erasureEvents, type erasureGrounds } from './events.js';

export interface ErasureRequest {
  readonly requestId: string;
  readonly ground: (typeof erasureGrounds)[number];
  /** Who asked: the second person must differ in both. */
  readonly actor: string;
  readonly agency: string;
  /** When it was asked, as recorded. */
  readonly at: string;
}

export interface LegalHold {
  readonly holdId: string;
  /** ISO day, the last on which it holds; without it, until lifted. */
  readonly until?: string | undefined;
}

export interface ErasureState {
  readonly erased: boolean;
  readonly requests: readonly ErasureRequest[];
  readonly holds: readonly LegalHold[];
}

export const noErasure: ErasureState = { erased: false, requests: [], holds: [] };

export const evolveErasure = (state: ErasureState, event: RecordedCaseEvent): ErasureState => {
  if (!belongs(erasureEvents, event)) return state;
  switch (event.type) {
    case 'ErasureRequested': {
      const { actor, agency, recordedAt: at } = event.meta;
      return { ...state, requests: [...state.requests, { ...event.data, actor, agency, at }] };
    }
    case 'PersonErased':
      return { ...state, erased: true };
    case 'LegalHoldPlaced':
      return { ...state, holds: [...state.holds, { holdId: event.data.holdId, until: event.data.until }] };
    case 'LegalHoldLifted':
      return { ...state, holds: state.holds.filter(({ holdId }) => holdId !== event.data.holdId) };
  }
};

/** Whether a legal hold stands on a day. */
export const isHeld = (state: ErasureState, today: string): boolean =>
  state.holds.some(({ until }) => until === undefined || today <= until);
