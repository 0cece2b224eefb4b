import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { DeadLetterRow } from '../tables/dead-letter.entity.js';
import { UnreadEventRow } from '../tables/unread-event.entity.js';
import { followingMigrations } from '#following';
import { bridgeMigrations } from '../tables/migrations.js';

/** A database of its own on the server that the int-specs share. */
export interface SpecDatabase {
  readonly url: string;
  /** The same database as another role. */
  readonly as: (role: string, password: string) => pg.PoolConfig;
  readonly drop: () => Promise<void>;
}

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

export const specDatabase = async (): Promise<SpecDatabase> => {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this spec in the jest project "int".');
  const name = `bridge_${randomUUID().slice(0, 8)}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    as: (role, password) => ({
      host: url.hostname,
      port: Number(url.port),
      database: name,
      user: role,
      password,
    }),
    drop: () => onServer(server, `drop database ${name} with (force)`),
  };
};

/** A node's database with the bridge's tables in it. */
export const bridgeTables = async (url: string): Promise<DataSource> => {
  const database = new DataSource({
    type: 'postgres',
    url,
    migrations: [...followingMigrations, ...bridgeMigrations],
    entities: [DeadLetterRow, UnreadEventRow],
    poolSize: 8,
  });
  await database.initialize();
  await database.runMigrations();
  return database;
};

/** The connections behind a node's database. */
export const poolOf = ({ driver }: DataSource): pg.Pool => (driver as PostgresDriver).master as pg.Pool;
