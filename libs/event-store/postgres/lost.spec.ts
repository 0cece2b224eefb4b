import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { EventStoreUnavailableError } from '../port.js';
import { isUnavailable, unavailable } from './lost.js';

const answered = (code: string): DatabaseError =>
  Object.assign(new DatabaseError('said by the server', 0, 'error'), { code });

describe('an error of PostgreSQL', () => {
  it.each([
    ['53100', 'its disk is full'],
    ['53200', 'its memory is used up'],
    ['53300', 'its connections are used up'],
    ['57014', 'it gave the statement up'],
    ['57P01', 'it is going down'],
    ['57P03', 'it is coming up'],
    ['58030', 'its disk fails'],
    ['08006', 'the connection broke'],
  ])('passes where the server says %s: %s', (code) => {
    expect(isUnavailable(answered(code))).toBe(true);
    expect(() => unavailable(answered(code))).toThrow(EventStoreUnavailableError);
  });

  it.each(['23505', '42501', '22P02', '40001'])('of what was asked stays what it is: %s', (code) => {
    expect(isUnavailable(answered(code))).toBe(false);
    expect(() => unavailable(answered(code))).toThrow('said by the server');
  });
});
