import { describe, expect, it } from '@jest/globals';
import { inForceOn, messages } from '#casework';
import { instruments } from '../index.js';
import { parties } from './parties.js';

const between = instruments.filter((instrument) => instrument.parties.join() === parties.join());
const inForce = (day: string) =>
  between.filter((instrument) => inForceOn(instrument, day)).map(({ code, version }) => `${code} ${version}`);

describe('instruments between Thailand and Myanmar', () => {
  it('hold on the days on which they held', () => {
    expect(inForce('2009-04-29')).toEqual([]);
    expect(inForce('2012-11-16')).toEqual(['th-mm-mou 2009']);
    expect(inForce('2013-03-31')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2013']);
    expect(inForce('2016-09-12')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2013']);
    expect(inForce('2016-09-13')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2016']);
  });

  it('never let a draft take effect', () => {
    expect(inForce('2026-01-01')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2016']);
  });

  it('carry every kind of message that the two countries have, by the annexes at the latest', () => {
    const carried = new Set<string>(between.flatMap(({ clauses }) => clauses.map(({ kind }) => kind)));
    expect(Object.keys(messages).filter((kind) => !carried.has(kind))).toEqual([]);
  });
});
