/** Years for which the days off are written down: the stories begin in 2012, the programme runs on. */
const years = Array.from({ length: 16 }, (_, index) => 2012 + index);

/** A day of the year (`04-06`) that is off, from and up to a year where that changed. */
export interface YearlyDay {
  readonly day: string;
  readonly from?: number;
  readonly to?: number;
}

/** ISO dates of yearly days off, in order. Days that follow the moon are not among them (GK). */
export const everyYear = (days: readonly YearlyDay[]): readonly string[] =>
  years.flatMap((year) =>
    days
      .filter(({ from = year, to = year }) => from <= year && year <= to)
      .map(({ day }) => `${year}-${day}`)
      .sort(),
  );
