import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleFacts } from '../spec/sample.js';
import { Here } from '../spec/lands.js';
import { addDays } from '../words/calendar.js';
import { behindPauses } from './pauses.js';

/** Monday 2013-06-03; the 12th is a day off. */
const facts = {
  ...sampleFacts(Here),
  daysOff: { version: 'x-1', from: '2013-01-01', until: '2013-12-31', days: ['2013-06-12'] },
};
const due = { day: '2013-06-14', calendar: 'x-0' };
const from = (day: string, until?: string) => ({
  from: `${day}T03:00:00.000Z`,
  ...(until === undefined ? {} : { until: `${until}T03:00:00.000Z` }),
});

describe('a day behind the pauses of its clock', () => {
  it.each([
    ['no pause', [], '2013-06-14'],
    ['a weekend', [from('2013-06-07', '2013-06-09')], '2013-06-14'],
    ['from one day to the next', [from('2013-06-05', '2013-06-06')], '2013-06-17'],
    ['over a day off', [from('2013-06-11', '2013-06-13')], '2013-06-17'],
    ['two that overlap', [from('2013-06-04', '2013-06-06'), from('2013-06-05', '2013-06-07')], '2013-06-19'],
    ['one after the day', [from('2013-06-17', '2013-06-20')], '2013-06-14'],
    [
      'one that begins within the days that another added',
      [from('2013-06-05', '2013-06-06'), from('2013-06-17', '2013-06-18')],
      '2013-06-18',
    ],
  ])('stands after %s', (_which, pauses, day) => {
    expect(behindPauses({ due, pauses }, facts)?.day).toBe(day);
  });

  it('says by which table it was counted, and that it stands outside it', () => {
    const late = { due: { day: '2013-12-31', calendar: 'x-0' }, pauses: [from('2013-12-02', '2013-12-04')] };
    expect(behindPauses(late, facts)).toEqual({ day: '2014-01-02', calendar: 'x-1', outside: true });
  });

  it('is none while the clock stands still, and moves by every day where those count', () => {
    expect(behindPauses({ due, pauses: [from('2013-06-05')] }, facts)).toBeUndefined();
    const days = { due: { day: '2013-06-14' }, pauses: [from('2013-06-07', '2013-06-09')] };
    expect(behindPauses(days, facts)).toEqual({ day: '2013-06-16' });
  });

  it('is never earlier for a pause more, whichever order they stand in', () => {
    const aPause = fc
      .tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 }))
      .map(([after, length]) => from(addDays('2013-06-01', after), addDays('2013-06-01', after + length)));
    fc.assert(
      fc.property(fc.array(aPause, { maxLength: 6 }), aPause, (pauses, more) => {
        const day = behindPauses({ due, pauses }, facts)?.day ?? '';
        expect(behindPauses({ due, pauses: pauses.toReversed() }, facts)?.day).toBe(day);
        expect((behindPauses({ due, pauses: [...pauses, more] }, facts)?.day ?? '') >= day).toBe(true);
      }),
    );
  });
});
