import { describe, expect, it } from '@jest/globals';
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

  it('are what was committed last', async () => {
    const { pool, asked } = having(row('a'));
    const rows = rememberedRows(pool, stays);
    const changed: StoredRow = { ...row('a'), fields: { ...row('a').fields, shelter: 'another' } };
    rows.committed({ stored: [changed], removed: [{ caseId: 'b', key: 'b' }] });
    expect(await rows.needed(places('a', 'b'))).toEqual([changed]);
    expect(asked).toEqual([]);
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
    rows.committed({ stored: [row('a')], removed: [] });
    await rows.needed(places('a'));
    expect(asked).toEqual(['a']);
  });
});
