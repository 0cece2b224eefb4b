import type { CaseFile } from '../../records/file.js';
import type { State } from '../../words/states.js';

/** Whether the last answer that counts about a state was a fear, or that nothing may go there. */
export const refusesContact = ({ protection }: Pick<CaseFile, 'protection'>, country: State): boolean => {
  const screening = protection.screenings[country];
  return screening !== undefined && screening.result !== 'no_fear';
};

/**
 * Whether nothing that the person said, or was not asked, bars a state: fear, an asylum claim, a wish for no contact, a
 * screening that cannot be read, one held before others, or none at all (domain.md 2.2; non-refoulement, Palermo art. 14).
 * The one exception to "none at all" is a case that the other state itself began: it knows the person already, and asked
 * in its own screening.
 */
export const personAllows = (file: Pick<CaseFile, 'disclosure' | 'protection'>, country: State): boolean => {
  const screening = file.protection.screenings[country];
  if (screening === undefined) return file.disclosure.begunBy.some((by) => by === country);
  return screening.result === 'no_fear' && screening.inPrivate;
};

/** Whether no word of this person may go to a state, as the person wants it or as the focal point decided. */
export const contactBarred = (
  file: Pick<CaseFile, 'contact' | 'disclosure' | 'protection'>,
  country: State,
): boolean =>
  !personAllows(file, country) ||
  file.contact.stopped.includes(country) ||
  file.contact.decided.includes(country);
