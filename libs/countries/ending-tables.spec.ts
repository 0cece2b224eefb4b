import { describe, expect, it } from '@jest/globals';
import { addDays, countries } from '#casework';
import { endingTables } from './ending-tables.js';
import { factsOf } from './index.js';

const all = countries.map(factsOf);

describe('tables of days off that end', () => {
  it('are told half a year before, and when they have ended', () => {
    const { until } = factsOf('LA').daysOff;
    expect(endingTables(all, addDays(until, -100))).toMatch(new RegExp(`holidays.* LA on ${until}`));
    expect(endingTables(all, addDays(until, 1000))).toContain(`LA on ${until}`);
  });

  it('need no word while all go on', () => {
    expect(endingTables(all, '2026-12-01')).toBeUndefined();
  });
});
