import { describe, expect, it } from '@jest/globals';
import { countries, type Country } from '#casework';
import type { Exchange } from './exchange.js';
import { exchangesOf, linesOver, oneLine } from './lines.js';

const nothing = (): Promise<never> => Promise.reject(new Error('not asked in this spec'));
const exchange = (): Exchange => ({ publish: nothing, consume: nothing, flow: nothing, close: nothing });
const text = {
  kind: 'mou' as const,
  status: 'in_force' as const,
  clauses: [{ from: [...countries], to: [...countries] }],
};
const mou = { ...text, code: 'mou', version: '1', parties: ['TH', 'MM'] as Country[], exchange: 'north' };
const sop = { ...text, code: 'sop', version: '1', parties: ['TH', 'MM'] as Country[], exchange: 'south' };
const lao = { ...text, code: 'lao', version: '1', parties: ['TH', 'LA'] as Country[], exchange: 'north' };
const many = {
  ...text,
  kind: 'multilateral' as const,
  code: 'many',
  version: '1',
  parties: ['TH', 'MM', 'KH'] as Country[],
  exchange: 'wide',
};

const [north, south] = [exchange(), exchange()];
const named = new Map([
  ['north', north],
  ['south', south],
]);

describe('with an exchange for each name', () => {
  const lines = linesOver(named, [mou, sop, lao], 'TH');

  it('a message goes over the exchange that its instrument names', () => {
    expect(lines.under('MM', 'mou', '1')).toBe(north);
    expect(lines.under('MM', 'sop', '1')).toBe(south);
    expect(lines.under('LA', 'lao', '1')).toBe(north);
  });

  it('a country is heard on every exchange of the instruments with it, once on each', () => {
    expect(lines.from('MM')).toEqual([north, south]);
    expect(lines.from('LA')).toEqual([north]);
    expect(lines.from('KH')).toEqual([]);
  });

  it('what went under a version that named another exchange is still read there, and answered there', () => {
    const before = exchange();
    const after = { ...mou, version: '2', exchange: 'south' };
    const replaced = { ...mou, status: 'superseded' as const, exchange: 'before' };
    const both = linesOver(new Map([...named, ['before', before] as const]), [replaced, after], 'TH');
    expect(both.from('MM')).toEqual([before, south]);
    expect(both.under('MM', 'mou', '1')).toBe(before);
    expect(both.under('MM', 'mou', '2')).toBe(south);
  });

  it('what names an instrument that is not known is answered over the first exchange with that country', () => {
    expect(lines.under('MM', 'mou', '2')).toBe(north);
    expect(() => lines.under('KH', 'mou', '1')).toThrow('No instrument names an exchange with KH.');
  });

  it('what goes under an instrument of many goes over the exchange of the two, or of the many where they have none', () => {
    const wide = exchange();
    const all = new Map([...named, ['wide', wide] as const]);
    const both = linesOver(all, [mou, lao, many], 'TH');
    expect(both.from('MM')).toEqual([north]);
    expect(both.under('MM', 'many', '1')).toBe(north);
    expect(both.from('KH')).toEqual([wide]);
    expect(both.under('KH', 'many', '1')).toBe(wide);
    expect(exchangesOf([mou, lao, many], 'TH')).toEqual(['north', 'wide']);
  });

  it('a name without one behind it carries nothing, and the others go on', () => {
    const oneNamed = linesOver(new Map([['north', north]]), [mou, sop], 'MM');
    expect(oneNamed.from('TH')).toEqual([north]);
    expect(oneNamed.under('TH', 'mou', '1')).toBe(north);
    expect(() => oneNamed.under('TH', 'sop', '1')).toThrow('There is no exchange south.');
    expect(exchangesOf([mou, sop, lao], 'LA')).toEqual(['north']);
    expect(linesOver(new Map([['north', north]]), [mou, sop, lao], 'LA').from('TH')).toEqual([north]);
  });
});

it('one exchange serves every instrument and country', () => {
  const lines = oneLine(north);
  expect(lines.from('MM')).toEqual([north]);
  expect(lines.under('LA', 'any', '1')).toBe(north);
});
