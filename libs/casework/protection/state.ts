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
  /** When the person was asked, ISO instant. */
  readonly at: string;
}

export interface ProtectionState {
  /** The last screening about each state, by the moment of asking; one told late changes nothing said since. */
  readonly screenings: Readonly<Partial<Record<Country, Screening>>>;
}

export const noProtection: ProtectionState = { screenings: {} };

/** Whether the person was asked about a state again after a moment. */
export const isOutdated = (state: ProtectionState, about: Country, at: string): boolean => {
  const last = state.screenings[about];
  return last !== undefined && Date.parse(at) < Date.parse(last.at);
};

export const evolveProtection = (state: ProtectionState, event: RecordedCaseEvent): ProtectionState => {
  if (!belongs(protectionEvents, event)) return state;
  switch (event.type) {
    case 'ProtectionScreened': {
      const { about, inPrivate, result } = event.data;
      const at = event.meta.occurredAt;
      if (isOutdated(state, about, at)) return state;
      return { screenings: { ...state.screenings, [about]: { about, inPrivate, result, at } } };
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
