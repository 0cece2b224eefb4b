import { usualPolicy, type Policy } from '#casework';
import { heardByWhoIdentifies } from '../who-identifies.js';

/** What Cambodia decides by its own law and practice; that nobody else identifies, and the year of care, are data. */
export const cambodianPolicy: Policy = {
  ...usualPolicy,
  /** The police of the Ministry of Interior must identify (domain.md 1.4 [W:tip18kh]); that they hear the person themselves (A). */
  teamLacks: heardByWhoIdentifies,
  /** The committee under which its working groups work [S4:2006-2017]; that it is told of what stays overdue (A). */
  authorityAbove: 'ncct',
};
