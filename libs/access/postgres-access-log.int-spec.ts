import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { AccessLogUnavailable, afterRecording, type AccessEntry } from './access-log.js';
import { accessGrants, accessMigrations, postgresAccessLog } from './postgres-access-log.js';

const entry = (requestId: string): AccessEntry => ({
  requestId,
  actor: 'officer-1',
  agency: 'focal',
  caseId: '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11',
  what: 'case',
  fields: ['names', 'birthDate'],
  classes: ['P2'],
  at: '2013-06-03T04:00:00.000Z',
});

describe('the access log in PostgreSQL', () => {
  let database: ScratchDatabase;
  let node: pg.Pool;
  let role: string;

  beforeAll(async () => {
    database = await scratchDatabase();
    role = await database.role();
    const owner = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [...accessMigrations],
    }).initialize();
    await owner.runMigrations();
    await owner.destroy();
    for (const grant of accessGrants(role)) await database.pool.query(grant);
    node = database.poolAs(role);
  });

  afterAll(() => database.drop());

  const countOf = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM access.reads',
    );
    return rows[0]?.count ?? -1;
  };

  it('has one row for each read, written by the role of the node', async () => {
    const log = postgresAccessLog(node);
    await Promise.all(Array.from({ length: 500 }, (_, index) => log.record([entry(`request-${index}`)])));
    expect(await countOf()).toBe(500);
    const { rows } = await database.pool.query<Record<string, unknown>>(
      `SELECT actor, agency, fields, classes, read_at FROM access.reads WHERE request_id = 'request-7'`,
    );
    expect(rows).toEqual([
      {
        actor: 'officer-1',
        agency: 'focal',
        fields: ['names', 'birthDate'],
        classes: ['P2'],
        read_at: expect.any(Date),
      },
    ]);
  });

  it.each([
    ['UPDATE access.reads SET actor = $$nobody$$'],
    ['DELETE FROM access.reads'],
    ['TRUNCATE access.reads'],
    ['SELECT * FROM access.reads'],
    ['DROP TABLE access.reads'],
    [
      `INSERT INTO access.reads (id, request_id, actor, agency, case_id, what, fields, classes, read_at)
      OVERRIDING SYSTEM VALUE VALUES (5000, '', '', '', '', '', '{}', '{}', now())`,
    ],
    [
      `INSERT INTO access.reads (request_id, actor, agency, case_id, what, fields, classes, read_at, recorded_at)
      VALUES ('', '', '', '', '', '{}', '{}', now(), now())`,
    ],
    [`SELECT setval('access.reads_id_seq', 5000)`],
  ])('refuses the role of the node: %s', async (statement) => {
    await expect(node.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('has the times of the database, whatever time a reader claims', async () => {
    await postgresAccessLog(node).record([{ ...entry('claimed'), at: '1999-01-01T00:00:00.000Z' }]);
    const { rows } = await database.pool.query<{ claimed: boolean; same: boolean }>(
      `SELECT read_at < now() - interval '1 hour' AS claimed, read_at = recorded_at AS same
       FROM access.reads WHERE request_id = 'claimed'`,
    );
    expect(rows).toEqual([{ claimed: false, same: true }]);
  });

  it('shows nothing when the row cannot be written', async () => {
    await database.pool.query(`REVOKE INSERT ON access.reads FROM ${role}`);
    await expect(afterRecording(postgresAccessLog(node), [entry('late')], 'secret')).rejects.toBeInstanceOf(
      AccessLogUnavailable,
    );
  });
});
