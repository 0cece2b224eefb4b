import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, countries, dayIn, due, isOutside, type CountryFacts } from '#casework';
import { factsOf } from './index.js';

const dayMs = 86_400_000;
const isDayOff = ({ daysOff }: CountryFacts, day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) || daysOff.days.includes(day);

const anyInstant = fc
  .integer({
    min: Date.parse('2008-01-01T00:00:00Z') / 60_000,
    max: Date.parse('2034-12-31T00:00:00Z') / 60_000,
  })
  .map((minutes) => new Date(minutes * 60_000).toISOString());

const anyCountry = fc.constantFrom(...countries).map(factsOf);
const anyLength = fc.integer({ min: 1, max: 60 });

/** The days after an instant up to a day, as who must act counts them. */
const daysUpTo = ({ timeZone }: CountryFacts, start: string, last: string): string[] => {
  const first = dayIn(timeZone, start);
  const count = (Date.parse(last) - Date.parse(first)) / dayMs;
  return Array.from({ length: count }, (_, index) => addDays(first, index + 1));
};

describe('a due day in working days', () => {
  it('is a working day of the country that acts, and as many of them lie between', () => {
    fc.assert(
      fc.property(anyCountry, anyInstant, anyLength, (facts, start, days) => {
        const { on } = due('on', start, { days, calendar: 'working', source: '(A)' }, facts);
        expect(isDayOff(facts, on)).toBe(false);
        expect(daysUpTo(facts, start, on).filter((day) => !isDayOff(facts, day))).toHaveLength(days);
      }),
    );
  });

  it('says by which table it was counted, and that it reaches outside it where one day of it does', () => {
    const seen = { within: 0, outside: 0 };
    fc.assert(
      fc.property(anyCountry, anyInstant, anyLength, (facts, start, days) => {
        const counted = due('on', start, { days, calendar: 'working', source: '(A)' }, facts);
        const { from, until, version } = facts.daysOff;
        const outside = daysUpTo(facts, start, counted.on).some((day) => day < from || day > until);
        expect(counted.reckonedBy).toMatchObject([{ of: 'on', calendar: version }]);
        expect(isOutside('on', counted)).toBe(outside);
        seen[outside ? 'outside' : 'within'] += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.within, seen.outside)).toBeGreaterThan(10);
  });

  it('follows the moon: Tet, the water festival, the full moons of Thailand and Myanmar, and no moon in Vientiane', () => {
    const waits = (country: Parameters<typeof factsOf>[0], start: string): string =>
      due('on', `${start}T04:00:00Z`, { days: 1, calendar: 'working', source: '(A)' }, factsOf(country)).on;
    expect(waits('VN', '2026-02-13')).toBe('2026-02-23');
    expect(waits('KH', '2026-11-20')).toBe('2026-11-26');
    expect(waits('TH', '2026-03-02')).toBe('2026-03-04');
    expect(waits('MM', '2026-07-28')).toBe('2026-07-30');
    expect(waits('LA', '2026-03-02')).toBe('2026-03-03');
  });
});

describe('a due day in days of the calendar', () => {
  it('is counted by no table', () => {
    const counted = due(
      'on',
      '2040-01-01T00:00:00Z',
      { days: 3, calendar: 'calendar', source: '(A)' },
      factsOf('TH'),
    );
    expect(counted).toEqual({ on: '2040-01-04' });
  });
});
