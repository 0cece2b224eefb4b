import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface ScratchDatabase {
  readonly url: string;
  /** The owner's pool. */
  readonly pool: pg.Pool;
  /** Another pool on the same database, as another user where one is named. Closed by `drop`. */
  poolAs(user?: string, max?: number): pg.Pool;
  /** A new login role without any right, its password its name. Removed by `drop`. */
  role(): Promise<string>;
  drop(): Promise<void>;
}

/** A database of its own for one int-spec, on the server of test/postgres.setup.mjs. */
export const scratchDatabase = async (): Promise<ScratchDatabase> => {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this spec in the jest project "int".');
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Pool({ connectionString: server, max: 1 });
  await admin.query(`create database ${name}`);
  const address = (user?: string): string => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    if (user) {
      url.username = user;
      url.password = user;
    }
    return url.toString();
  };
  const pools: pg.Pool[] = [];
  const roles: string[] = [];
  const poolAs = (user?: string, max = 8): pg.Pool => {
    const pool = new pg.Pool({ connectionString: address(user), max });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  return {
    url: address(),
    pool: poolAs(),
    poolAs,
    role: async () => {
      const role = `role_${randomBytes(6).toString('hex')}`;
      await admin.query(`create role ${role} login password '${role}'`);
      roles.push(role);
      return role;
    },
    drop: async () => {
      await Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
      await admin.query(`drop database ${name} with (force)`);
      for (const role of roles) await admin.query(`drop role ${role}`);
      await admin.end();
    },
  };
};
