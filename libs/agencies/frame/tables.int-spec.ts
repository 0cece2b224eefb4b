import { describe, expect, it } from '@jest/globals';
import { databaseOf } from '../spec/filled.js';
import { integer, optional, text } from './columns.js';
import { rowsNeeded, tableOf, toRecord } from './tables.js';
import { viewsOver } from './view.js';

const view = viewsOver({})({
  ...{ name: 'kept_words', agency: 'spec_agency', version: 1, on: {} },
  columns: { order: text, to: text, lastEnd: optional(integer), end: optional(integer) },
  indexes: [['order'], ['to', 'end']],
});

describe('the table of a view', () => {
  it('has a column for each field, also where the field is called what SQL keeps for itself', async () => {
    const database = await databaseOf([view]);
    try {
      const row = {
        ...{ key: 'one', caseId: 'a case' },
        fields: { order: 'first', to: 'MM', lastEnd: 1, end: null },
      };
      await database.pool.query(
        `insert into ${tableOf(view)} select * from json_populate_recordset(null::${tableOf(view)}, $1)`,
        [JSON.stringify([toRecord(row)])],
      );
      expect(await rowsNeeded(database.pool, view, { rows: [row], cases: [] })).toEqual([row]);
    } finally {
      await database.drop();
    }
  });
});
