import type { State } from '../words/states.js';
import { type protectionEvents, type ProtectionResult } from './events.js';
import type { RecordedEventOf } from '../words/event.js';

type ProtectionEvent = RecordedEventOf<typeof protectionEvents>;

export interface Screening {
  readonly about: State;
  readonly inPrivate: boolean;
  /** Absent where it cannot be opened: treated as fear. */
  readonly result: ProtectionResult | undefined;
  /** From when it counts, ISO instant: a fear from the day we heard of it, its absence from the day of asking. */
  readonly at: string;
}

export interface ProtectionState {
  /**
   * The screening that counts about each state. A "no fear" typed in late undoes nothing said since; a fear told late
   * counts at once, and until the person is asked again.
   */
  readonly screenings: Readonly<Partial<Record<State, Screening>>>;
}

export const noProtection: ProtectionState = { screenings: {} };

const isOutdated = (state: ProtectionState, { about, result, at }: Screening): boolean => {
  const last = state.screenings[about];
  return result === 'no_fear' && last !== undefined && Date.parse(at) < Date.parse(last.at);
};

/** An answer as the person gave it, recorded at an instant. */
type Answered = Omit<Screening, 'at'> & { readonly occurredAt?: string | undefined };

/** The state with an answer more. */
export const screenedBy = (
  state: ProtectionState,
  { about, inPrivate, result, occurredAt }: Answered,
  recordedAt: string,
): ProtectionState => {
  const at = result === 'no_fear' ? (occurredAt ?? recordedAt) : recordedAt;
  const screening = { about, inPrivate, result, at };
  return isOutdated(state, screening) ? state : { screenings: { ...state.screenings, [about]: screening } };
};

export const evolveProtection = (state: ProtectionState, event: ProtectionEvent): ProtectionState => {
  switch (event.type) {
    case 'ProtectionScreened': {
      const { about, inPrivate, result } = event.data;
      const { occurredAt, recordedAt } = event.meta;
      return screenedBy(state, { about, inPrivate, result, occurredAt }, recordedAt);
    }
  }
};
