import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { caseTimeline } from '../focal-point/case-timeline.js';
import { stays } from '../shelter/stays.js';
import { opened } from '../spec/happened.js';
import { neededFor } from './batch.js';
import { rememberedRows } from './remembered.js';
import type { StoredRow } from './view.js';

const row = (caseId: string, key = caseId): StoredRow => ({
  caseId,
  key,
  fields: Object.fromEntries(Object.keys(stays.columns).map((field) => [field, null])),
});

/** A database that has some rows and notes which are asked for. */
const having = (...rows: readonly StoredRow[]) => {
  const asked: string[] = [];
  const pool = {
    query: ({ values: [caseIds, , cases] }: { readonly values: readonly (readonly string[])[] }) => {
      asked.push(...(caseIds ?? []), ...(cases ?? []));
      const found = rows.filter(({ caseId }) => caseIds?.includes(caseId) || cases?.includes(caseId));
      return Promise.resolve({
        rows: found.map(({ caseId, key }) => ({ record: { case_id: caseId, key } })),
      });
    },
  } as unknown as Pool;
  return { pool, asked };
};

const changed = (caseId: string): StoredRow => ({
  ...row(caseId),
  fields: { ...row(caseId).fields, shelter: 'another' },
});

/** A write whose end the test decides. */
const openWrite = () => {
  const end = new AbortController();
  const failed = new AbortController();
  const commit = (): Promise<void> =>
    new Promise((resolve, reject) => {
      end.signal.addEventListener('abort', () => resolve());
      failed.signal.addEventListener('abort', () => reject(new Error('refused')));
    });
  return { commit, done: () => end.abort(), failed: () => failed.abort() };
};

const places = (...caseIds: readonly string[]) => ({
  rows: caseIds.map((caseId) => ({ caseId, key: caseId })),
  cases: [],
});

describe('the remembered rows of a view', () => {
  it('are read once, and those that were absent are not asked for again', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays);
    const first = await rows.needed(places('a', 'b'));
    expect(first.map(({ caseId }) => caseId)).toEqual(['a']);
    expect(await rows.needed(places('a', 'b'))).toEqual(first);
    expect(asked).toEqual(['a', 'b']);
  });

  it('are what was written last, already while it is being written', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays, 1);
    const write = openWrite();
    const written = rows.write(
      { stored: [changed('a'), changed('c')], removed: [{ caseId: 'b', key: 'b' }] },
      write.commit,
    );
    expect(await rows.needed(places('a', 'b', 'c'))).toEqual([changed('a'), changed('c')]);
    write.done();
    await written;
    expect(await rows.needed(places('b'))).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('are forgotten where a write fails, with what was read meanwhile', async () => {
    const { pool, asked } = having(row('a'), row('b'));
    const rows = rememberedRows(pool, stays);
    const write = openWrite();
    const written = rows.write({ stored: [changed('a')], removed: [] }, write.commit);
    const meanwhile = rows.needed(places('b'));
    write.failed();
    await expect(written).rejects.toThrow('refused');
    await meanwhile;
    await rows.needed(places('a', 'b'));
    expect(asked).toEqual(['b', 'a', 'b']);
  });

  it('are not those of a read that a later write overtook', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays);
    const overtaken = rows.needed(places('a'));
    await rows.write({ stored: [changed('a')], removed: [] }, () => Promise.resolve());
    await overtaken;
    expect(await rows.needed(places('a'))).toEqual([changed('a')]);
    expect(asked).toEqual(['a']);
  });

  it('bear another stamp once a write has begun, and once they are forgotten', async () => {
    const rows = rememberedRows(having().pool, stays);
    const stamps = [rows.stamp()];
    await rows.needed(places('a'));
    expect(rows.stamp()).toBe(stamps[0]);
    const write = openWrite();
    const written = rows.write({ stored: [], removed: [] }, write.commit);
    stamps.push(rows.stamp());
    write.done();
    await written;
    expect(rows.stamp()).toBe(stamps[1]);
    rows.forget();
    expect(new Set([...stamps, rows.stamp()]).size).toBe(3);
  });

  it('are read of a whole case only after the write in hand', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays);
    const write = openWrite();
    const written = rows.write({ stored: [changed('a')], removed: [] }, write.commit);
    const needed = rows.needed({ rows: [], cases: ['a'] });
    await sleep(1);
    expect(asked).toEqual([]);
    write.done();
    await Promise.all([written, needed]);
    expect(asked).toEqual(['a']);
  });

  it('are asked for anew where all of a case are needed, and after they were forgotten', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays);
    await rows.needed(places('a'));
    await rows.needed({ rows: [], cases: ['a'] });
    rows.forget();
    await rows.needed(places('a'));
    expect(asked).toEqual(['a', 'a', 'a']);
  });

  it('are no more than a fixed number', async () => {
    const { pool, asked } = having(row('a'), row('b'), row('c'));
    const rows = rememberedRows(pool, stays, 2);
    await rows.needed(places('a', 'b', 'c'));
    await rows.needed(places('a', 'b', 'c'));
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('are none where every event makes its rows anew', async () => {
    expect(neededFor(caseTimeline, [opened()])).toEqual({ rows: [], cases: [] });
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, caseTimeline);
    await rows.write({ stored: [row('a')], removed: [] }, () => Promise.resolve());
    await rows.needed(places('a'));
    expect(asked).toEqual(['a']);
  });
});
