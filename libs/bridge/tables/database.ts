import type { Pool } from 'pg';

/** Runs a statement and gives its rows: a TypeORM DataSource, or `rowsOf` a pool. */
export interface TablesDatabase {
  query<T>(statement: string, parameters?: unknown[]): Promise<T>;
}

/** The tables' database over connections that are made when they are needed. */
export const rowsOf = (pool: Pick<Pool, 'query'>): TablesDatabase => ({
  query: async <T>(statement: string, parameters?: unknown[]): Promise<T> =>
    (await pool.query(statement, parameters)).rows as T,
});
