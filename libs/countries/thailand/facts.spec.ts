import { describe, expect, it } from '@jest/globals';
import { countryContract } from '../country.contract.js';
import { thailand } from './facts.js';

countryContract(thailand);

describe('Thailand', () => {
  it('prints fifteen days of recovery before the interview and two years of stay after a verdict', () => {
    expect(thailand.deadlines.recovery_period).toMatchObject({ days: 15, calendar: 'calendar' });
    expect(thailand.deadlines.stay_after_verdict?.days).toBe(730);
  });

  it('takes a family into the shelter that housed the family of the first case study', () => {
    const admits = thailand.shelters.find(({ code }) => code === 'k7')?.admits;
    expect(admits).toMatchObject({ sexes: expect.arrayContaining(['female', 'male']), families: true });
  });

  it('keeps the King’s birthday of 5 December free, and 5 May only until 2016', () => {
    expect(thailand.daysOff.days).toContain('2012-12-05');
    expect(thailand.daysOff.days).toContain('2016-05-05');
    expect(thailand.daysOff.days).not.toContain('2017-05-05');
  });
});
