import { describe, expect, it } from '@jest/globals';
import { AccessLogUnavailable, afterRecording, groupCommit, type AccessEntry } from './access-log.js';

const entry = (requestId: string): AccessEntry => ({
  requestId,
  actor: 'officer-1',
  agency: 'focal',
  caseId: 'case',
  what: 'case',
  fields: ['names'],
  classes: ['P2'],
  at: '2013-06-03T04:00:00.000Z',
});

describe('the access log', () => {
  it('writes what comes while an insert is under way in one insert more', async () => {
    const inserts: string[][] = [];
    const log = groupCommit(async (entries) => {
      inserts.push(entries.map(({ requestId }) => requestId));
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await Promise.all(['a', 'b', 'c', 'd'].map((requestId) => log.record([entry(requestId)])));
    await log.record([entry('e'), entry('f')]);
    expect(inserts).toEqual([['a'], ['b', 'c', 'd'], ['e', 'f']]);
  });

  it('keeps inserts within their size', async () => {
    const sizes: number[] = [];
    const log = groupCommit((entries) => {
      sizes.push(entries.length);
      return Promise.resolve();
    }, 2);
    await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((requestId) => log.record([entry(requestId), entry(requestId)])),
    );
    expect(sizes).toEqual([2, 2, 2, 2, 2]);
  });

  it('shows nothing when it cannot be written, and goes on when it can again', async () => {
    let broken = true;
    const log = groupCommit(() => (broken ? Promise.reject(new Error('disk full')) : Promise.resolve()));
    await expect(afterRecording(log, [entry('a')], 'secret')).rejects.toBeInstanceOf(AccessLogUnavailable);
    expect(await afterRecording(log, [], 'nothing sensitive')).toBe('nothing sensitive');
    broken = false;
    expect(await afterRecording(log, [entry('b')], 'secret')).toBe('secret');
  });
});
