import type { RecordedCaseEvent } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import { protectionEvents, type ProtectionResult } from './events.js';

export interface Screening {
  readonly about: Country;
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
  readonly screenings: Readonly<Partial<Record<Country, Screening>>>;
}

export const noProtection: ProtectionState = { screenings: {} };

const isOutdated = (state: ProtectionState, { about, result, at }: Screening): boolean => {
  const last = state.screenings[about];
  return result === 'no_fear' && last !== undefined && Date.parse(at) < Date.parse(last.at);
};

export const evolveProtection = (state: ProtectionState, event: RecordedCaseEvent): ProtectionState => {
  if (!belongs(protectionEvents, event)) return state;
  switch (event.type) {
    case 'ProtectionScreened': {
      const { about, inPrivate, result } = event.data;
      const at = result === 'no_fear' ? event.meta.occurredAt : event.meta.recordedAt;
      const screening = { about, inPrivate, result, at };
      return isOutdated(state, screening)
        ? state
        : { screenings: { ...state.screenings, [about]: screening } };
    }
  }
};

/**
 * Whether no word of this person may go to a state: fear, an asylum claim, a screening that cannot be read, one held
 * before others, or none at all (domain.md 2.2; non-refoulement, Palermo art. 14). The one exception to "none at all" is
 * a case that the other state itself began: it knows the person already, and asked in its own screening.
 */
export const contactBarred = (file: CaseFile, country: Country): boolean => {
  const screening = file.protection.screenings[country];
  if (screening === undefined) return !file.disclosure.begunBy.includes(country);
  return screening.result !== 'no_fear' || !screening.inPrivate;
};
