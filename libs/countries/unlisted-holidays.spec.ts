import { describe, expect, it } from '@jest/globals';
import { countries } from '#casework';
import { factsOf } from './index.js';
import { unlistedHolidays } from './unlisted-holidays.js';

const all = countries.map(factsOf);

describe('holidays that are in no table', () => {
  it('are told, with every country whose due days may fall on one', () => {
    for (const { country, holidaysUnlisted } of all)
      if (holidaysUnlisted !== 'none') expect(unlistedHolidays(all)).toMatch(new RegExp(`\\b${country}\\b`));
    expect(unlistedHolidays(all)).toContain('due days');
  });

  it('need no word where there are none', () => {
    expect(unlistedHolidays(all.map((facts) => ({ ...facts, holidaysUnlisted: 'none' })))).toBeUndefined();
  });
});
