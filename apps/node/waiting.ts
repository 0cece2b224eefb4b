import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { isUnavailable } from '#event-store';

/** The database answers, and holds not yet (all of) what this version of the node needs. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

/** A server that is being set up (the database, the role or its password are not there yet) or still recovers (SQLSTATE). */
const notYet = new Set(['3D000', '28000', '28P01', '25006']);

const mayPass = (error: unknown): boolean =>
  isUnavailable(error) ||
  error instanceof NotInstalled ||
  (error instanceof DatabaseError && notYet.has(error.code ?? ''));

const codeOf = (error: unknown): string =>
  error instanceof NotInstalled
    ? error.message
    : error instanceof Error && 'code' in error
      ? String(error.code)
      : error instanceof Error
        ? error.name
        : 'unknown';

const longestPauseMs = 2_000;
const sayEveryMs = 10_000;

export interface Patience {
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Told what is waited for, and undefined when it has come. */
  readonly waitsFor: (what: string | undefined) => void;
}

/**
 * Does a step of the start as soon as what it needs is there: the order in which servers start does not matter. Says
 * what it waits for in the log. Rejects where waiting would not help, and when the signal aborts.
 */
export const patiently = async <T>(
  what: string,
  { log, signal, waitsFor }: Patience,
  step: () => Promise<T>,
): Promise<T> => {
  let saidAt = -Infinity;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      const result = await step();
      waitsFor(undefined);
      return result;
    } catch (error) {
      if (!mayPass(error)) throw error;
      waitsFor(what);
      if (Date.now() - saidAt >= sayEveryMs) {
        log.warn(
          { part: what, code: codeOf(error) },
          `waiting for the ${what}, going on as soon as it answers`,
        );
        saidAt = Date.now();
      }
      await sleep(Math.min(longestPauseMs, 100 * 2 ** Math.min(attempt, 6)), undefined, { signal });
    }
  }
};
