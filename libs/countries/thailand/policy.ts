import { usualPolicy, type Policy } from '#casework';

/** What Thailand decides by its own practice: an interview is by a multi-disciplinary team [W:tip17th], as usual. */
export const thaiPolicy: Policy = {
  ...usualPolicy,
  /** Three days from any of its shelters to the border (A). */
  leadOf: () => ({ days: 3, calendar: 'calendar', source: '(A)' }),
};
