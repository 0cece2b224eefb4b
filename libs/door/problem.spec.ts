import { NotFoundException, UnsupportedMediaTypeException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { AccessLogUnavailable, refusalFor } from '#access';
import { ViewNotReady } from '#agencies';
import { bar, refusalCodes, type RefusalCode } from '#casework';
import { AppendTooLargeError } from '#event-store';
import { nothingHere, problem, problemCodes, refused } from './problem.js';
import { problemOf } from './problem-filter.js';

const codes = Object.keys(refusalCodes) as RefusalCode[];

describe('a problem', () => {
  it('has no code in common with a refusal of the rules', () => {
    expect(codes.filter((code) => Object.hasOwn(problemCodes, code))).toEqual([]);
  });

  it('carries the refusal of a rule with its code and sentence: 403 for mandate and role, 422 for the rest', () => {
    for (const code of codes) {
      const { problem: told } = refused({ code, dataClass: 'P1', sentence: 'Do this next.' });
      expect(told).toEqual({
        type: `urn:homeward:problem:${code}`,
        title: refusalCodes[code],
        status: code === 'no_mandate' || code === 'no_role' ? 403 : 422,
        code,
        detail: 'Do this next.',
      });
    }
  });

  it('is the same for every refusal above the reader’s clearance', () => {
    const hold = { code: 'condition_missing', dataClass: 'P4', sentence: 'A witness hold stands.' } as const;
    for (const viewer of ['PO', 'SH', 'SW', 'FP', 'CO', 'AU'] as const)
      expect(refused(refusalFor(viewer, hold)).problem).toEqual(refused(bar).problem);
  });

  it('tells nothing of an error that it does not know', () => {
    const secret = new Error('duplicate key value (name)=(Ma Myint)');
    const told = JSON.stringify(problemOf(secret));
    expect(problemOf(secret)).toMatchObject({ status: 500, code: 'failed' });
    for (const part of ['Ma Myint', 'duplicate', 'stack', '.ts']) expect(told).not.toContain(part);
  });

  it('keeps the status of what the framework refuses, and never its words', () => {
    expect(problemOf(new NotFoundException('Cannot GET /Ma-Myint'))).toMatchObject({
      status: 404,
      code: 'not_found',
      detail: expect.not.stringContaining('Myint'),
    });
    expect(problemOf(new UnsupportedMediaTypeException()).code).toBe('unsupported_media_type');
    expect(problemOf(Object.assign(new Error('x'), { statusCode: 413 })).code).toBe('too_large');
    expect(problemOf(problem('busy', 'Repeat.', { retryAfter: 1 }))).toMatchObject({ retryAfter: 1 });
  });

  it('says 413 where more would be recorded than a store takes at once', () => {
    expect(problemOf(new AppendTooLargeError('of Ma Myint'))).toMatchObject({
      status: 413,
      code: 'too_large',
      detail: expect.not.stringContaining('Myint'),
    });
  });

  it('says 503 where the access log cannot be written', () => {
    expect(problemOf(new AccessLogUnavailable(new Error('permission denied')))).toMatchObject({
      status: 503,
      retryAfter: 5,
    });
  });

  it('says 503 and when to ask again where a list is still being built', () => {
    expect(problemOf(new ViewNotReady('social_work.caseload'))).toMatchObject({
      status: 503,
      code: 'not_ready',
      retryAfter: 5,
    });
  });

  it('says the same of an absent case and of one kept from sight', () => {
    expect(nothingHere().problem).toEqual({
      type: 'urn:homeward:problem:not_found',
      title: 'There is nothing here for you.',
      status: 404,
      code: 'not_found',
      detail: 'No such case, or your agency has no part in it. Check the reference with your focal point.',
    });
  });
});
