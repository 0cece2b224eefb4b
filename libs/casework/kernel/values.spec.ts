import { describe, expect, it } from '@jest/globals';
import { occurredAt } from './values.js';

describe('the instant at which a fact happened', () => {
  it('is kept in UTC', () => {
    expect(occurredAt.parse('2014-08-04T10:00:00+07:00')).toBe('2014-08-04T03:00:00.000Z');
    expect(occurredAt.parse(undefined)).toBeUndefined();
  });

  it('is refused, not thrown at, where no calendar or clock has it', () => {
    for (const text of ['yesterday', '2014-02-30T00:00:00Z', '2014-08-04', '', '2014-08-04T25:00:00Z', 7])
      expect(occurredAt.safeParse(text).success).toBe(false);
  });
});
