import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { agencyQueries, tableOf, viewsFor } from '#agencies';
import { install } from '../../apps/node/install.js';
import { scratchDatabase, type ScratchDatabase } from '../kit/scratch-database.js';
import { runSql } from './psql.js';

const schemas = [
  ...new Set(
    agencyQueries
      .flatMap(({ views }) => views)
      .map(({ agency }) => agency)
      .filter((agency) => agency !== 'every_agency'),
  ),
].sort();

describe('the roles of deploy/postgres', () => {
  let database: ScratchDatabase;
  const node = `n${randomBytes(5).toString('hex')}`;
  const password = `it's a \\ "password"`;
  const variables = {
    node,
    owner_password: password,
    events_password: password,
    app_password: password,
    bridge_password: password,
    projector_password: password,
  };
  const logins: pg.Client[] = [];

  const urlOf = (part: string): string => {
    const url = new URL(database.url);
    url.username = `${node}_${part}`;
    url.password = password;
    return url.toString();
  };
  const connected = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    logins.push(client);
    return client;
  };

  beforeAll(async () => {
    database = await scratchDatabase();
    for (const file of ['node-roles.sql', 'agency-roles.sql', 'node-roles.sql', 'agency-roles.sql'])
      await runSql(database.pool, file, variables);
    await install({
      database: {
        ownerUrl: urlOf('owner'),
        eventsUrl: urlOf('events'),
        appUrl: urlOf('app'),
        bridgeUrl: urlOf('bridge'),
        projectorUrl: urlOf('projector'),
      },
    });
  }, 60_000);

  afterAll(async () => {
    await Promise.all(logins.map((client) => client.end()));
    const { rows } = await database.pool.query<{ rolname: string }>(
      `select rolname from pg_roles where rolname like $1`,
      [`${node}\\_%`],
    );
    for (const { rolname } of rows) {
      await database.pool.query(`reassign owned by ${rolname} to current_user`);
      await database.pool.query(`drop owned by ${rolname}`);
      await database.pool.query(`drop role ${rolname}`);
    }
    await database.drop();
  });

  it('let a node install and log in with a password of any letters, and give it no more', async () => {
    const { rows } = await database.pool.query<{ rolname: string; powers: boolean }>(
      `select rolname, rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as powers
       from pg_roles where rolname like $1 and rolcanlogin order by rolname`,
      [`${node}\\_%`],
    );
    expect(rows).toEqual(
      ['app', 'bridge', 'events', 'owner', 'projector'].map((part) => ({
        rolname: `${node}_${part}`,
        powers: false,
      })),
    );
    const app = await connected(urlOf('app'));
    await expect(app.query('select 1')).resolves.toBeDefined();
    await expect(app.query('create table public.mine ()')).rejects.toThrow(/permission denied/);
  });

  it('close the database to everybody who is not named', async () => {
    const stranger = await database.role();
    const url = new URL(database.url);
    url.username = stranger;
    url.password = stranger;
    await expect(connected(url.toString())).rejects.toThrow(/permission denied for database/);
  });

  it('give each agency with views a role that reads its own schema, and no other', async () => {
    const { rows } = await database.pool.query<{ role: string; schemas: string[] }>(
      `select r.rolname as role, array_agg(n.nspname::text order by n.nspname) as schemas
       from pg_roles r join pg_namespace n on has_schema_privilege(r.rolname, n.nspname, 'usage')
       where r.rolname like $1 and n.nspname !~ '^pg_|^public$|^information_schema$'
       group by r.rolname order by r.rolname`,
      [`${node}\\_reads\\_%`],
    );
    expect(rows).toEqual(schemas.map((agency) => ({ role: `${node}_reads_${agency}`, schemas: [agency] })));
  });

  it('cover the tables of views that are made later, for reading only', async () => {
    const owner = await connected(urlOf('owner'));
    const views = viewsFor([
      'focal_point',
      'embassy',
      'registry',
      'provincial_office',
      'social_work',
      'shelter',
    ]);
    for (const view of views) {
      await owner.query(`create schema if not exists ${view.agency}`);
      await owner.query(`create table ${tableOf(view, 77)} (case_id text)`);
    }
    const { rows } = await database.pool.query<{ role: string; table: string; rights: string[] }>(
      `select grantee as role, table_schema || '.' || table_name as table, array_agg(privilege_type::text) as rights
       from information_schema.role_table_grants where grantee like $1 group by 1, 2 order by 1, 2`,
      [`${node}\\_reads\\_%`],
    );
    const expected = views
      .filter(({ agency }) => schemas.includes(agency))
      .map((view) => ({
        role: `${node}_reads_${view.agency}`,
        table: tableOf(view, 77),
        rights: ['SELECT'],
      }));
    const byTable = (a: { table: string }, b: { table: string }): number => a.table.localeCompare(b.table);
    expect(rows.toSorted(byTable)).toEqual(expected.toSorted(byTable));
  });
});
