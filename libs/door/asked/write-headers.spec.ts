import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../problem.js';
import { writeHeadersIn } from './write-headers.js';

const keyOf = (key: string | undefined): string => writeHeadersIn({ 'idempotency-key': key }).idempotencyKey;

describe('the Idempotency-Key', () => {
  it('is any printable text of 1 to 200 characters', () => {
    for (const key of ['a', 'c0ffee-1', '~'.repeat(200)]) expect(keyOf(key)).toBe(key);
  });

  it('is asked for where it is missing, empty, too long or not printable', () => {
    for (const key of [undefined, '', ' ', 'a b', 'a\tb', 'é', 'a\n', '~'.repeat(201)]) {
      expect(() => keyOf(key)).toThrow(ProblemError);
      expect(() => keyOf(key)).toThrow('idempotency_key_missing');
    }
  });
});
