import type { PoolConfig } from 'pg';

export interface Connections {
  readonly max: number;
  /** `application_name`, for the server's own lists. */
  readonly name: string;
  /** The longest that one statement may take, milliseconds. */
  readonly statementMs?: number;
}

/** The longest wait for a connection, milliseconds: for a new one and for a free one of the pool. */
const connectMs = 5_000;

/** How long after the server should have ended a statement the client gives up by itself, milliseconds. */
const patienceMs = 2_000;

/**
 * The server looks whether a silent client still lives, so that locks and leases of a machine that went away are let
 * go: after five seconds, every two, three times.
 */
const serverSide = [
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=10000',
  'idle_in_transaction_session_timeout=15000',
].map((setting) => `-c ${setting}`);

/** Connections to PostgreSQL on which nothing waits for ever, also where the other end has vanished without a word. */
export const connectionsTo = (
  connectionString: string,
  { max, name, statementMs = 15_000 }: Connections,
): PoolConfig => ({
  connectionString,
  max,
  application_name: name,
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  options: serverSide.join(' '),
  statement_timeout: statementMs,
  query_timeout: statementMs + patienceMs,
});
