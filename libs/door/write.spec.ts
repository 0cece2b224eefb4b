import { describe, expect, it } from '@jest/globals';
import { thaiCaller } from './spec/caller.js';
import { ProblemError } from './problem.js';
import { keyOf, meets, type Write } from './write.js';

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

describe('If-Match', () => {
  it('holds for the tag itself, for a list with it, and for any file', () => {
    for (const header of ['"a"', '"b", "a"', '"b","a"', '*', ' * ']) expect(meets(header, '"a"')).toBe(true);
  });

  it('does not hold for another tag, a weak one or a bare word', () => {
    for (const header of ['"b"', 'W/"a"', 'a', '', ',', '"a']) expect(meets(header, '"a"')).toBe(false);
  });
});
