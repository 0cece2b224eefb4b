/** A day, month or year as it was told, in numbers of its own calendar. */
export interface ToldDate {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** The first and the last day, ISO dates of the common era, that what was told can mean. */
export interface Span {
  readonly earliest: string;
  readonly latest: string;
}

const two = (part: number): string => String(part).padStart(2, '0');
const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A year, month or day of the common calendar; undefined where there is none. */
const common = (year: number, { month, day }: ToldDate): Span | undefined => {
  if (year < 1 || year > 9998) return undefined;
  if (month === undefined) return { earliest: iso(year, 1, 1), latest: iso(year, 12, 31) };
  if (month < 1 || month > 12) return undefined;
  const last = lastOf(year, month);
  if (day === undefined) return { earliest: iso(year, month, 1), latest: iso(year, month, last) };
  return day >= 1 && day <= last
    ? { earliest: iso(year, month, day), latest: iso(year, month, day) }
    : undefined;
};

/** All that one of several readings allows. */
const either = (...spans: readonly (Span | undefined)[]): Span | undefined => {
  const found = spans.filter((span) => span !== undefined);
  const [earliest] = found.map((span) => span.earliest).sort();
  const latest = found
    .map((span) => span.latest)
    .sort()
    .at(-1);
  return earliest === undefined || latest === undefined ? undefined : { earliest, latest };
};

/** Until B.E. 2483 the Thai year began on 1 April, and 2483 had nine months. */
const thai = (told: ToldDate): Span | undefined => {
  const { year, month } = told;
  if (year > 2483) return common(year - 543, told);
  if (month === undefined)
    return { earliest: iso(year - 543, 4, 1), latest: year === 2483 ? '1940-12-31' : iso(year - 542, 3, 31) };
  if (month > 3) return common(year - 543, told);
  return year === 2483 ? undefined : common(year - 542, told);
};

/** Where the Buddhist year turns at the new year or the full moon of Visakha, in April or May. */
const turningInSpring = (told: ToldDate): Span | undefined => {
  const { year, month } = told;
  if (month === undefined) return { earliest: iso(year - 544, 4, 13), latest: iso(year - 543, 5, 31) };
  if (month <= 3) return common(year - 543, told);
  return month <= 5 ? either(common(year - 544, told), common(year - 543, told)) : common(year - 544, told);
};

/** A year of a calendar whose months are none of the common calendar, so that its year alone is read. */
const ownYear =
  (from: (year: number) => string, to: (year: number) => string) =>
  ({ year }: ToldDate): Span => ({ earliest: from(year), latest: to(year) });

const dayMs = 86_400_000;

/** Mean years of 354.367 days since 19 July 622; by sight of the moon a day or two beside it. */
const islamicDay = (year: number, days: number): string =>
  new Date(Date.UTC(622, 6, 19) + (Math.round((year - 1) * 354.367) + days) * dayMs)
    .toISOString()
    .slice(0, 10);

/** A Japanese era by its first and its last day; months and days are those of the common calendar. */
const era =
  (first: string, last: string) =>
  (told: ToldDate): Span | undefined => {
    const span = common(Number(first.slice(0, 4)) + told.year - 1, told);
    if (told.year < 1 || !span || span.latest < first || span.earliest > last) return undefined;
    return {
      earliest: span.earliest < first ? first : span.earliest,
      latest: span.latest > last ? last : span.latest,
    };
  };

/**
 * What a date can mean by the calendar that the person or the paper used. `buddhist` says an era without saying whose
 * reckoning: all are allowed. Sources: domain.md 1.12; the turn of the years of Myanmar and of its Sasana era (1,182
 * years apart) and of Khmer years lies in April or May. Bengali, Nepali (Bikram Sambat), Ethiopian and Persian years and
 * those of the Republic of China are general knowledge (GK), with a day or two beside their turn.
 */
export const readings = {
  gregorian: (told: ToldDate) => common(told.year, told),
  buddhist: (told: ToldDate) => either(thai(told), turningInSpring(told)),
  buddhist_thai: thai,
  buddhist_lao: (told: ToldDate) => common(told.year - 543, told),
  buddhist_khmer: turningInSpring,
  sasana: ownYear(
    (year) => iso(year - 544, 4, 13),
    (year) => iso(year - 543, 5, 31),
  ),
  myanmar: ownYear(
    (year) => iso(year + 638, 4, 13),
    (year) => iso(year + 639, 4, 17),
  ),
  chinese_lunar: ownYear(
    (year) => iso(year, 1, 21),
    (year) => iso(year + 1, 2, 20),
  ),
  vietnamese_lunar: ownYear(
    (year) => iso(year, 1, 21),
    (year) => iso(year + 1, 2, 20),
  ),
  islamic: ownYear(
    (year) => islamicDay(year, -2),
    (year) => islamicDay(year + 1, 1),
  ),
  bengali: ownYear(
    (year) => iso(year + 593, 4, 13),
    (year) => iso(year + 594, 4, 15),
  ),
  nepali: ownYear(
    (year) => iso(year - 57, 4, 12),
    (year) => iso(year - 56, 4, 15),
  ),
  ethiopian: ownYear(
    (year) => iso(year + 7, 9, 10),
    (year) => iso(year + 8, 9, 11),
  ),
  persian: ownYear(
    (year) => iso(year + 621, 3, 20),
    (year) => iso(year + 622, 3, 21),
  ),
  minguo: (told: ToldDate) => (told.year < 1 ? undefined : common(told.year + 1911, told)),
  meiji: era('1868-10-23', '1912-07-30'),
  taisho: era('1912-07-30', '1926-12-25'),
  showa: era('1926-12-25', '1989-01-07'),
  heisei: era('1989-01-08', '2019-04-30'),
  reiwa: era('2019-05-01', '9998-12-31'),
} as const satisfies Readonly<Record<string, (told: ToldDate) => Span | undefined>>;
