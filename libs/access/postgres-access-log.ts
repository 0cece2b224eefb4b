import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { together } from '#pacing';
import type { AccessEntry, AccessLog, LoggedRead, ReadAccessLog } from './access-log.js';

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

/** So many refused tries of one caller stand in the log within an hour; of more, one row says that there were. */
export const mostRefusedTries = 60;

/** Refused tries, which nobody can flood the log with, and the function through which alone the log is read. */
class AccessRefusedTries1764460000300 implements MigrationInterface {
  readonly name = 'AccessRefusedTries1764460000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access.reads
        ADD COLUMN outcome text NOT NULL DEFAULT 'shown' CHECK (outcome IN ('shown', 'refused'))`);
    await runner.query(`CREATE INDEX reads_by_time ON access.reads (read_at)`);
    await runner.query(
      `CREATE INDEX refused_by_caller ON access.reads (agency, actor, read_at) WHERE outcome = 'refused'`,
    );
    await runner.query(`
      CREATE FUNCTION access.bound_refused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $body$
      DECLARE
        tries bigint;
      BEGIN
        SELECT count(*) INTO tries FROM access.reads
        WHERE outcome = 'refused' AND agency = new.agency AND actor = new.actor
          AND read_at > clock_timestamp() - interval '1 hour';
        IF tries > ${mostRefusedTries} THEN RETURN NULL; END IF;
        IF tries = ${mostRefusedTries} THEN
          new.case_id := 'none';
          new.what := 'more refused tries within the hour';
        END IF;
        RETURN new;
      END
      $body$`);
    await runner.query(`REVOKE ALL ON FUNCTION access.bound_refused FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER bound_refused BEFORE INSERT ON access.reads FOR EACH ROW
      WHEN (new.outcome = 'refused') EXECUTE FUNCTION access.bound_refused()`);
    await runner.query(`
      CREATE FUNCTION access.read_log(
        of_case text, of_agency text, since timestamptz, until timestamptz, before bigint, most integer
      ) RETURNS TABLE (
        id bigint, request_id text, actor text, agency text, case_id text, what text, fields text[], classes text[],
        outcome text, read_at timestamptz
      ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        SELECT r.id, r.request_id, r.actor, r.agency, r.case_id, r.what, r.fields, r.classes, r.outcome, r.read_at
        FROM access.reads AS r
        WHERE (of_case IS NULL OR r.case_id = of_case) AND (of_agency IS NULL OR r.agency = of_agency)
          AND (since IS NULL OR r.read_at >= since) AND (until IS NULL OR r.read_at < until)
          AND (before IS NULL OR r.id < before)
        ORDER BY r.id DESC
        LIMIT least(most, 1000)
      $body$`);
    await runner.query(`REVOKE ALL ON FUNCTION access.read_log FROM PUBLIC`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION access.read_log`);
    await runner.query(`DROP FUNCTION access.bound_refused CASCADE`);
    await runner.query(`DROP INDEX access.reads_by_time, access.refused_by_caller`);
    await runner.query(`DELETE FROM access.reads WHERE outcome = 'refused'`);
    await runner.query(`ALTER TABLE access.reads DROP COLUMN outcome`);
  }
}

/** TypeORM migrations of the access log; run by the owner of the schema, never by the node's own role. */
export const accessMigrations: readonly (new () => MigrationInterface)[] = [
  AccessReads1700000000100,
  AccessTimes1764300000200,
  AccessRefusedTries1764460000300,
];

/**
 * What the owner grants the node's role after the migrations: it may add to the log, without ids and times of its own, and
 * read it a page at a time.
 */
export const accessGrants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  const columns = 'request_id, actor, agency, case_id, what, fields, classes, outcome, read_at';
  return [
    `GRANT USAGE ON SCHEMA access TO ${name}`,
    `GRANT INSERT (${columns}) ON access.reads TO ${name}`,
    `GRANT EXECUTE ON FUNCTION access.read_log TO ${name}`,
  ];
};

const insertion = `
  INSERT INTO access.reads (request_id, actor, agency, case_id, what, fields, classes, outcome, read_at)
  SELECT entry->>'requestId', entry->>'actor', entry->>'agency', entry->>'caseId', entry->>'what',
         ARRAY(SELECT json_array_elements_text(entry->'fields')),
         ARRAY(SELECT json_array_elements_text(entry->'classes')),
         coalesce(entry->>'outcome', 'shown'),
         (entry->>'at')::timestamptz
  FROM json_array_elements($1::json) AS entry`;

/** Requests whose reads go in one insert at most. */
const mostTogether = 100;

/** The access log in PostgreSQL: one row a read, concurrent reads in one insert. */
export const postgresAccessLog = (database: Database): AccessLog => {
  const insert = together({
    run: async (asked: readonly (readonly AccessEntry[])[]) => {
      await database.query(insertion, [JSON.stringify(asked.flat())]);
      return asked;
    },
    most: mostTogether,
    width: 1,
  });
  return {
    record: async (entries) => {
      if (entries.length > 0) await insert(entries);
    },
  };
};

const reading = `
  SELECT id::text, request_id AS "requestId", actor, agency, case_id AS "caseId", what, fields, classes, outcome,
         to_char(read_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
  FROM access.read_log($1, $2, $3, $4, $5, $6)`;

/** The access log as it is read: through the owner's function alone. */
export const postgresAccessReading =
  (database: pg.Pool): ReadAccessLog =>
  async ({ caseId = null, agency = null, from = null, to = null, before = null, most }) =>
    (await database.query<LoggedRead>(reading, [caseId, agency, from, to, before, most])).rows;
