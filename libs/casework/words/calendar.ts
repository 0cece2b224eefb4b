import type { CountryFacts, DaysOff, Duration } from './facts.js';

const dayMs = 86_400_000;

/** One a zone: making one takes longer than many uses. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
};

/** The calendar day of an instant in a zone, ISO date. */
export const dayIn = (timeZone: string, instant: string): string =>
  formatOf(timeZone).format(new Date(instant));

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** How far the clocks of a zone are ahead of UTC at an instant, milliseconds. */
const aheadOf = (timeZone: string, instant: number): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    instant,
  );
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** The instant at which it is a full hour of a day in a zone, ISO 8601 in UTC. */
export const instantAt = (timeZone: string, day: string, hour: number): string => {
  const inUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  return new Date(inUtc - aheadOf(timeZone, inUtc)).toISOString();
};

export const isWorkingDay = (day: string, daysOff: DaysOff): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !daysOff.days.includes(day);
};

/** The day on which so many working days of a country have passed since another. */
export const afterWorkingDays = (start: string, days: number, daysOff: DaysOff): string => {
  let day = start;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, daysOff)) left -= 1;
  }
  return day;
};

/** A day by which something is due. */
export interface DueDay {
  readonly day: string;
  /** Of what was counted in working days: by which table, and whether a day that was counted stands outside it. */
  readonly counted?: { readonly calendar: string; readonly outside: boolean };
}

/** Whether a day that is counted from an instant to a day stands outside the table of the country. */
export const reachesOutside = (start: string, day: string, { timeZone, daysOff }: CountryFacts): boolean =>
  addDays(dayIn(timeZone, start), 1) < daysOff.from || day > daysOff.until;

/** The day on which a duration that starts at an instant ends, by the calendar of the country that must act. */
export const dueDay = (start: string, duration: Duration, facts: CountryFacts): DueDay => {
  const { timeZone, daysOff } = facts;
  const first = dayIn(timeZone, start);
  if (duration.calendar === 'calendar') return { day: addDays(first, duration.days) };
  const day = afterWorkingDays(first, duration.days, daysOff);
  return { day, counted: { calendar: daysOff.version, outside: reachesOutside(start, day, facts) } };
};

/** That day alone, for what is compared with it; an event keeps what `due` gives. */
export const dueOn = (start: string, duration: Duration, facts: CountryFacts): string =>
  dueDay(start, duration, facts).day;

/** Whole years between a birth date (ISO, possibly only a year or month) and a day; the youngest it can be. */
export const ageOn = (birth: string, day: string): number => {
  const [year = '', month = '12', date = '31'] = birth.split('-');
  const years = Number(day.slice(0, 4)) - Number(year);
  return day.slice(5) < `${month}-${date}` ? years - 1 : years;
};
