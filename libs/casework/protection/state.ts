import type { RecordedCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { belongs } from '../words/belongs.js';
import type { Country } from '../words/country.js';
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

export const evolveProtection = (state: ProtectionState, event: RecordedCaseEvent): ProtectionState => {
  if (!belongs(protectionEvents, event)) return state;
  switch (event.type) {
    case 'ProtectionScreened': {
      const { about, inPrivate, result } = event.data;
      const { occurredAt, recordedAt } = event.meta;
      return screenedBy(state, { about, inPrivate, result, occurredAt }, recordedAt);
    }
  }
};

/** Whether the last answer that counts about a state was a fear, or that nothing may go there. */
export const refusesContact = ({ protection }: CaseFile, country: Country): boolean => {
  const screening = protection.screenings[country];
  return screening !== undefined && screening.result !== 'no_fear';
};

/**
 * Whether nothing that the person said, or was not asked, bars a state: fear, an asylum claim, a wish for no contact, a
 * screening that cannot be read, one held before others, or none at all (domain.md 2.2; non-refoulement, Palermo art. 14).
 * The one exception to "none at all" is a case that the other state itself began: it knows the person already, and asked
 * in its own screening.
 */
export const personAllows = (file: CaseFile, country: Country): boolean => {
  const screening = file.protection.screenings[country];
  if (screening === undefined) return file.disclosure.begunBy.includes(country);
  return screening.result === 'no_fear' && screening.inPrivate;
};

/** Whether no word of this person may go to a state, as the person wants it or as the focal point decided. */
export const contactBarred = (file: CaseFile, country: Country): boolean =>
  !personAllows(file, country) ||
  file.contact.stopped.includes(country) ||
  file.contact.decided.includes(country);
