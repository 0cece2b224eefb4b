const [first, last] = [2012, 2099];

/** The stories begin in 2012, the programme runs on: what is a day off every year is one until the law changes. */
const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A day of the year (`04-06`) that is off, from and up to a year where that changed. */
export interface YearlyDay {
  readonly day: string;
  readonly from?: number;
  readonly to?: number;
}

/** ISO dates of yearly days off, in order. Days that follow the moon are not among them (GK); `holidaysUnlisted` says so. */
export const everyYear = (days: readonly YearlyDay[]): readonly string[] =>
  years.flatMap((year) =>
    days
      .filter(({ from = year, to = year }) => from <= year && year <= to)
      .map(({ day }) => `${year}-${day}`)
      .sort(),
  );
