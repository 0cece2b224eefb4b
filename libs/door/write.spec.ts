import { describe, expect, it } from '@jest/globals';
import { thaiCaller } from './spec/caller.js';
import { ProblemError } from './problem.js';
import { keyOf, type Write } from './write.js';

const writeWith = (idempotencyKey: string | undefined): Write => ({
  caller: thaiCaller('datip'),
  method: 'POST',
  route: '/v1/cases',
  body: {},
  idempotencyKey,
  ifMatch: undefined,
});

describe('the Idempotency-Key', () => {
  it('is any printable text of 1 to 200 characters', () => {
    for (const key of ['a', 'c0ffee-1', '~'.repeat(200)]) expect(keyOf(writeWith(key))).toBe(key);
  });

  it('is asked for where it is missing, empty, too long or not printable', () => {
    for (const key of [undefined, '', ' ', 'a b', 'a\tb', 'é', '~'.repeat(201)]) {
      expect(() => keyOf(writeWith(key))).toThrow(ProblemError);
      expect(() => keyOf(writeWith(key))).toThrow('idempotency_key_missing');
    }
  });
});
