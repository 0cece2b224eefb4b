import { describe, expect, it } from '@jest/globals';
import { differences } from './match.js';
import { filled, UnknownValue, valueAt, withValue } from './references.js';

describe('references', () => {
  const values = { father: { caseId: 'c-1', age: 41 }, list: [1, 2] };

  it('keep the type where they stand alone and become text inside a text', () => {
    expect(filled({ a: '${father.age}', b: ['age ${father.age}'], c: '${list}' }, values)).toEqual({
      a: 41,
      b: ['age 41'],
      c: [1, 2],
    });
  });

  it('to what is not known say so', () => {
    expect(() => filled('${mother.caseId}', values)).toThrow(UnknownValue);
    expect(() => filled('${father.toString}', values)).toThrow(UnknownValue);
  });

  it('find the last entry of a list with given values', () => {
    const answer = {
      events: [{ type: 'A', data: { id: 1 } }, { type: 'B' }, { type: 'A', data: { id: 2, of: 'x' } }],
    };
    expect(valueAt(answer, 'events[type=A].data.id')).toBe(2);
    expect(valueAt(answer, 'events[type=A,data.id=1].data.id')).toBe(1);
    expect(valueAt(answer, 'events.1.type')).toBe('B');
    expect(valueAt(answer, 'events[type=C].data.id')).toBeUndefined();
  });

  it('are added beside what stands', () => {
    expect(withValue(values, 'father.noticeId', 'n')).toEqual({
      father: { caseId: 'c-1', age: 41, noticeId: 'n' },
      list: [1, 2],
    });
  });
});

describe('what must come back', () => {
  const found = {
    items: [
      { id: 1, stage: 'open' },
      { id: 2, stage: 'closed' },
    ],
    total: 2,
    note: 'by 2014',
  };

  it('fits where the named fields are there, in lists in any place', () => {
    expect(differences({ items: [{ id: 2 }, { stage: 'open' }], total: 2 }, found)).toEqual([]);
    expect(
      differences({ items: { $count: 2 }, none: { $absent: true }, note: { $matches: '^by \\d+$' } }, found),
    ).toEqual([]);
  });

  it('tells each place that does not', () => {
    expect(differences({ total: 3, note: { $absent: true } }, found)).toEqual([
      'total is 2, not 3',
      'note is "by 2014", and must be absent',
    ]);
    expect(differences({ items: [{ id: 2, stage: 'open' }] }, found)).toEqual([
      'items has no entry like {"id":2,"stage":"open"} among its 2 (nearest: items.id is 1, not 2)',
    ]);
    expect(differences({ items: { $count: 1 }, gone: { $exists: true } }, found)).toEqual([
      'items has 2 entries, not 1',
      'gone is missing',
    ]);
  });
});
