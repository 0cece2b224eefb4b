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
}

export interface ProtectionState {
  /** The last screening about each state. */
  readonly screenings: Readonly<Partial<Record<Country, Screening>>>;
}

export const noProtection: ProtectionState = { screenings: {} };

export const evolveProtection = (state: ProtectionState, event: RecordedCaseEvent): ProtectionState => {
  if (!belongs(protectionEvents, event)) return state;
  switch (event.type) {
    case 'ProtectionScreened': {
      const { about, inPrivate, result } = event.data;
      return { screenings: { ...state.screenings, [about]: { about, inPrivate, result } } };
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
  if (screening === undefined) return !file.disclosure.theirs.some((message) => message.from === country);
  return screening.result !== 'no_fear' || !screening.inPrivate;
};
