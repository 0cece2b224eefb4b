import type { Duty, Pause } from '../records/duty.js';
import { addDays, afterWorkingDays, dayIn, isWorkingDay } from '../words/calendar.js';
import type { CountryFacts } from '../words/facts.js';
import type { CountedDay } from '../words/reckoned.js';

type Paused = Pick<Duty, 'due' | 'pauses'>;

/** Whether a clock does not run at the moment. */
export const isPaused = ({ pauses = [] }: Paused): boolean => pauses.some(({ until }) => until === undefined);

interface Days {
  readonly from: string;
  readonly until: string;
}

/** The days of pauses in a zone, in their order, those that touch or overlap as one. */
const daysOf = (pauses: readonly Pause[], timeZone: string): readonly Days[] => {
  const all = pauses
    .flatMap(({ from, until }) =>
      until === undefined ? [] : [{ from: dayIn(timeZone, from), until: dayIn(timeZone, until) }],
    )
    .filter(({ from, until }) => from < until)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return all.reduce<readonly Days[]>((before, days) => {
    const last = before.at(-1);
    if (last === undefined || last.until < days.from) return [...before, days];
    const until = last.until < days.until ? days.until : last.until;
    return [...before.slice(0, -1), { from: last.from, until }];
  }, []);
};

/** How many days of a pause would have counted: those after the day on which it began, up to that on which it ended. */
const counting = ({ from, until }: Days, counts: (day: string) => boolean): number => {
  let days = 0;
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) if (counts(day)) days += 1;
  return days;
};

/** A day so many days later, in working days where it was counted in those. */
const later = (due: CountedDay, days: Days, { daysOff }: CountryFacts): CountedDay => {
  if (due.calendar === undefined)
    return {
      ...due,
      day: addDays(
        due.day,
        counting(days, () => true),
      ),
    };
  const missed = counting(days, (day) => isWorkingDay(day, daysOff));
  if (missed === 0) return due;
  const day = afterWorkingDays(due.day, missed, daysOff);
  const outside = due.outside === true || day > daysOff.until;
  return { day, calendar: daysOff.version, ...(outside ? { outside: true } : {}) };
};

/**
 * The day behind the pauses of a clock: as many days of its country later as it stood still before the day had passed; none
 * while it stands still. `facts` are those of the country that has to act.
 */
export const behindPauses = ({ due, pauses = [] }: Paused, facts: CountryFacts): CountedDay | undefined => {
  if (due === undefined || isPaused({ pauses })) return undefined;
  return daysOf(pauses, facts.timeZone).reduce(
    (day, days) => (days.from <= day.day ? later(day, days, facts) : day),
    due,
  );
};
