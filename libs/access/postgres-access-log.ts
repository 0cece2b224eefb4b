import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { groupCommit, type AccessLog } from './access-log.js';

/** What both a TypeORM DataSource and a pg Pool can do. */
export interface Database {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

class AccessReads1700000000100 implements MigrationInterface {
  readonly name = 'AccessReads1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS access`);
    await runner.query(`
      CREATE TABLE access.reads (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        request_id text NOT NULL,
        actor text NOT NULL,
        agency text NOT NULL,
        case_id text NOT NULL,
        what text NOT NULL,
        fields text[] NOT NULL,
        classes text[] NOT NULL,
        read_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`CREATE INDEX reads_by_case ON access.reads (case_id, id)`);
    await runner.query(`REVOKE ALL ON access.reads FROM PUBLIC`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE access.reads`);
  }
}

/** Times are the database's own: who adds to the log may say who read what, not when. */
class AccessTimes1764300000200 implements MigrationInterface {
  readonly name = 'AccessTimes1764300000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION access.set_times() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
      BEGIN
        new.recorded_at := clock_timestamp();
        new.read_at := new.recorded_at;
        RETURN new;
      END
      $body$`);
    await runner.query(`REVOKE ALL ON FUNCTION access.set_times FROM PUBLIC`);
    await runner.query(
      `CREATE TRIGGER set_times BEFORE INSERT ON access.reads FOR EACH ROW EXECUTE FUNCTION access.set_times()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION access.set_times CASCADE`);
  }
}

/** TypeORM migrations of the access log; run by the owner of the schema, never by the node's own role. */
export const accessMigrations: readonly (new () => MigrationInterface)[] = [
  AccessReads1700000000100,
  AccessTimes1764300000200,
];

/** What the owner grants the node's role after the migrations: it may add to the log, without ids and times of its own. */
export const accessGrants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  const columns = 'request_id, actor, agency, case_id, what, fields, classes, read_at';
  return [`GRANT USAGE ON SCHEMA access TO ${name}`, `GRANT INSERT (${columns}) ON access.reads TO ${name}`];
};

const insertion = `
  INSERT INTO access.reads (request_id, actor, agency, case_id, what, fields, classes, read_at)
  SELECT entry->>'requestId', entry->>'actor', entry->>'agency', entry->>'caseId', entry->>'what',
         ARRAY(SELECT json_array_elements_text(entry->'fields')),
         ARRAY(SELECT json_array_elements_text(entry->'classes')),
         (entry->>'at')::timestamptz
  FROM json_array_elements($1::json) AS entry`;

/** The access log in PostgreSQL: one row a read, concurrent reads in one insert. */
export const postgresAccessLog = (database: Database): AccessLog =>
  groupCommit(async (entries) => {
    await database.query(insertion, [JSON.stringify(entries)]);
  });
