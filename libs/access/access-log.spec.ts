import { describe, expect, it } from '@jest/globals';
import { AccessLogUnavailable, afterRecording, type AccessEntry } from './access-log.js';
import { postgresAccessLog } from './postgres-access-log.js';

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
    const log = postgresAccessLog({
      query: async (_sql, [entries] = []) => {
        inserts.push((JSON.parse(String(entries)) as AccessEntry[]).map(({ requestId }) => requestId));
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    const first = log.record([entry('a'), entry('b')]);
    await new Promise((resolve) => setTimeout(resolve, 1));
    await Promise.all([first, ...['c', 'd', 'e'].map((requestId) => log.record([entry(requestId)]))]);
    await log.record([]);
    expect(inserts).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  it('shows nothing when it cannot be written, and goes on when it can again', async () => {
    let broken = true;
    const log = postgresAccessLog({
      query: () => (broken ? Promise.reject(new Error('disk full')) : Promise.resolve()),
    });
    await expect(afterRecording(log, [entry('a')], 'secret')).rejects.toBeInstanceOf(AccessLogUnavailable);
    expect(await afterRecording(log, [], 'nothing sensitive')).toBe('nothing sensitive');
    broken = false;
    expect(await afterRecording(log, [entry('b')], 'secret')).toBe('secret');
  });
});
