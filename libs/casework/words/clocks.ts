import type { CountryFacts, DeadlineKey, Duration } from './facts.js';

/** Clocks that run everywhere, as long as this where a country's facts name no length (A). Others run where they name one. */
export const usualClocks = {
  second_signature: { days: 30, calendar: 'calendar', source: '(A)' },
  identification_review: { days: 30, calendar: 'calendar', source: '(A)' },
  family_answer: { days: 30, calendar: 'working', source: '(A)' },
  tell_of_warning: { days: 1, calendar: 'calendar', source: '(A)' },
  retention: { days: 3650, calendar: 'calendar', source: '(A)' },
} as const satisfies Partial<Record<DeadlineKey, Duration>>;

/** The length of a clock that runs everywhere. */
export const clockOf = (key: keyof typeof usualClocks, { deadlines }: CountryFacts): Duration =>
  deadlines[key] ?? usualClocks[key];
