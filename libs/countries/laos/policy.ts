import { usualPolicy, type Policy } from '#casework';
import { heardByWhoIdentifies } from '../who-identifies.js';

/** What Lao PDR decides by its own law and practice; that nobody else identifies, and the seven days of transit, are data. */
export const laoPolicy: Policy = {
  ...usualPolicy,
  /** The Central Anti-Trafficking Department interviews at the transit centre (domain.md 1.5, 2.0 [W:lao-slide]). */
  teamLacks: heardByWhoIdentifies,
  /** The committee that steers the work [S4:2230-2245]; that it is told of what stays overdue (A). */
  authorityAbove: 'steering-committee',
  /** The former host country hears how things are (domain.md 2.0 [W:lao-slide]). */
  endsWith: ['host_feedback'],
};
