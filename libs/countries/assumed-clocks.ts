import type { CountryFacts, Duration } from '#casework';

/** How long each office of a relay has; no source prints it. */
export const hopOfRelay: Duration = { days: 3, calendar: 'working', source: '(A)' };

/** Clocks that no source prints for any country; one that does print its own says so in its facts. */
export const assumedClocks = {
  nationality_result_valid: { days: 365, calendar: 'calendar', source: '(A)' },
  family_result_valid: { days: 180, calendar: 'calendar', source: '(A)' },
  family_answer: { days: 30, calendar: 'working', source: '2.3 (A)' },
  departure_notice: { days: 10, calendar: 'working', source: '2.4 (A)' },
  hold_review: { days: 90, calendar: 'calendar', source: '(A)' },
  service_review: { days: 90, calendar: 'calendar', source: '(A)' },
  identification_review: { days: 30, calendar: 'calendar', source: '2.1 (A)' },
  second_signature: { days: 30, calendar: 'calendar', source: '(A)' },
  tell_of_warning: { days: 1, calendar: 'calendar', source: '3.1 no. 21: as soon as possible (A)' },
  retention: { days: 3650, calendar: 'calendar', source: '(A)' },
} as const satisfies CountryFacts['deadlines'];
