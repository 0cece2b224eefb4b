import { z } from 'zod';
import { dueDay, reachesOutside, type DueDay } from './calendar.js';
import type { CountryFacts, Duration } from './facts.js';
import { Code } from './values.js';

/**
 * Of each due day of an event that was counted in working days, by which table of days off. Where it reaches outside the table,
 * a day that was counted may be no working day: a warning for whoever sees the due day.
 */
export const Reckoning = z
  .array(
    z.strictObject({
      /** The field with the due day. */
      of: z.string(),
      calendar: Code,
      outside: z.literal(true).optional(),
    }),
  )
  .min(1);
export type Reckoning = z.infer<typeof Reckoning>;

interface Reckoned {
  readonly reckonedBy?: Reckoning | undefined;
}

/** A due day under the name of its field, with how it was counted. */
export type Due<N extends string> = { readonly [K in N]: string } & Reckoned;

const reckoning = (of: string, { calendar, outside }: NonNullable<DueDay['counted']>): Reckoned => ({
  reckonedBy: [{ of, calendar, ...(outside ? { outside } : {}) }],
});

/** The due day of a duration that starts at an instant, by the calendar of the country that must act. */
export const due = <N extends string>(
  name: N,
  start: string,
  duration: Duration,
  facts: CountryFacts,
): Due<N> => {
  const { day, counted } = dueDay(start, duration, facts);
  return { [name]: day, ...(counted ? reckoning(name, counted) : {}) } as unknown as Due<N>;
};

/** How a day is to be taken that another node counted by the calendar of this country, from an instant on. */
export const lookedAt = (
  name: string,
  { start, day, within }: { readonly start: string; readonly day: string; readonly within: Duration },
  facts: CountryFacts,
): Reckoned => {
  if (within.calendar === 'calendar') return {};
  const outside = reachesOutside(start, day, facts);
  return reckoning(name, { calendar: facts.daysOff.version, outside });
};

/** A due day as an event keeps it, for whoever has to keep it. */
export interface CountedDay {
  /** ISO date. */
  readonly day: string;
  /** The version of the table of days off by which it was counted, of what was counted in working days. */
  readonly calendar?: string;
  /** A day that was counted stands outside that table: it may be later. */
  readonly outside?: true;
}

/** The due day that an event keeps under a name, with how it was counted. */
export const countedDay = (
  day: string | undefined,
  name: string,
  { reckonedBy = [] }: Reckoned,
): CountedDay | undefined => {
  if (day === undefined) return undefined;
  const counted = reckonedBy.find(({ of }) => of === name);
  if (counted === undefined) return { day };
  return { day, calendar: counted.calendar, ...(counted.outside ? { outside: true } : {}) };
};

/** Several due days of one event, each with how it was counted. */
export const dueTogether = <A extends Reckoned, B extends Reckoned>(
  one: A,
  other: B,
): Omit<A & B, 'reckonedBy'> & Reckoned => {
  const reckonedBy = [...(one.reckonedBy ?? []), ...(other.reckonedBy ?? [])];
  return { ...one, ...other, ...(reckonedBy.length > 0 ? { reckonedBy } : {}) };
};

/** By when a message is answered, as an event keeps it under a name of its own. */
export const answerDueAs = <N extends string>(
  name: N,
  { answerDue, reckonedBy = [] }: Reckoned & { readonly answerDue?: string | undefined },
): Partial<Due<N>> => {
  if (answerDue === undefined) return {};
  const counted = reckonedBy.filter(({ of }) => of === 'answerDue').map((one) => ({ ...one, of: name }));
  return { [name]: answerDue, ...(counted.length > 0 ? { reckonedBy: counted } : {}) } as unknown as Partial<
    Due<N>
  >;
};

/** Whether a due day that an event keeps reaches outside the table by which it was counted. */
export const isOutside = (name: string, { reckonedBy = [] }: Reckoned): boolean =>
  reckonedBy.some(({ of, outside }) => of === name && outside === true);
