import type { Country } from '../words/country.js';
import type { erasureEvents } from './events.js';
import type { ErasureGround, RefusalGround, Remainder } from './values.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';

type ErasureEvent = RecordedEventOf<typeof erasureEvents>;

export interface ErasureRequest {
  readonly requestId: string;
  readonly ground: ErasureGround;
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

/** Another country erased the person and asks for the same here. */
export interface ErasureAsk {
  readonly messageId: string;
  readonly country: Country;
  readonly ground: ErasureGround;
  /** When it came, and by when it is to be answered. */
  readonly at: string;
  readonly dueOn?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  /** On what ground it was told that the data stay, when, and until which day. */
  readonly declined?: RefusalGround | undefined;
  readonly declinedAt?: string;
  readonly declinedUntil?: string | undefined;
}

/** The last answer of a country that was asked to erase what it had been sent. */
export interface ErasureAnswer {
  readonly country: Country;
  readonly answer: 'done' | 'refused';
}

export interface ErasureState {
  readonly erased: boolean;
  /** The number under which this erasure is answered for, and when it was. */
  readonly certificate?: { readonly id: string; readonly at: string; readonly ground: ErasureGround };
  readonly remains: readonly Remainder[];
  /** The last of each country. */
  readonly asked: readonly ErasureAsk[];
  readonly answers: readonly ErasureAnswer[];
  readonly requests: readonly ErasureRequest[];
  readonly holds: readonly LegalHold[];
}

export const noErasure: ErasureState = {
  erased: false,
  requests: [],
  holds: [],
  remains: [],
  asked: [],
  answers: [],
};

export const evolveErasure = (state: ErasureState, event: ErasureEvent): ErasureState => {
  switch (event.type) {
    case 'ErasureRequested': {
      const { actor, agency, recordedAt: at } = event.meta;
      return { ...state, requests: [...state.requests, { ...event.data, actor, agency, at }] };
    }
    case 'PersonErased': {
      const { certificate: id, remains = [], ground } = event.data;
      const at = event.meta.recordedAt;
      return { ...state, erased: true, remains, ...(id ? { certificate: { id, at, ground } } : {}) };
    }
    case 'ErasureAsked': {
      const { country } = event.data;
      const others = state.asked.filter((ask) => ask.country !== country);
      return { ...state, asked: [...others, { ...event.data, at: event.meta.occurredAt }] };
    }
    case 'ErasureDeclined': {
      const { country, ground: declined, until: declinedUntil } = event.data;
      const told = { declined, declinedUntil, declinedAt: event.meta.occurredAt };
      const asked = state.asked.map((ask) => (ask.country === country ? { ...ask, ...told } : ask));
      return { ...state, asked };
    }
    case 'ErasureAnswered': {
      const { country, answer } = event.data;
      const others = state.answers.filter((given) => given.country !== country);
      return { ...state, answers: [...others, { country, answer }] };
    }
    case 'LegalHoldPlaced':
      return { ...state, holds: [...state.holds, { holdId: event.data.holdId, until: event.data.until }] };
    case 'LegalHoldLifted':
      return { ...state, holds: state.holds.filter(({ holdId }) => holdId !== event.data.holdId) };
  }
};

/** Whether a legal hold stands on a day. */
export const isHeld = (state: ErasureState, today: string): boolean =>
  state.holds.some(({ until }) => until === undefined || today <= until);
