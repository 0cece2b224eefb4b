import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { finished } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnSocket } from './wire-errors.js';

/** After so long, milliseconds, a body that has not come counts as slow. */
const slowAfterMs = 2_000;
/** How many slow bodies one caller may have open, and all together. */
const mostSlow = { ofOne: 16, ofAll: 256 };
/** So long an answer waits for the rest of a body that nobody will look at: most senders read only then. Milliseconds. */
const courtesyMs = 250;

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Whether something of a request is still to come. */
const isOpen = (request: IncomingMessage): boolean => hasBody(request) && !request.complete;

/** An answer that is given before its request has come whole ends the connection: nothing more of it is read. */
export const closeUnread = async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if (!isOpen(raw)) return;
  const waited = new AbortController();
  raw.resume();
  await Promise.race([
    finished(raw).catch(() => undefined),
    pause(courtesyMs, undefined, { signal: waited.signal }).catch(() => undefined),
  ]);
  waited.abort();
  if (isOpen(raw)) void reply.header('Connection', 'close');
};

/** Ends bodies that come slowly where there are many: `callerOf` says whose they are. */
export const limitSlowBodies = (callerOf: (request: FastifyRequest) => string) => {
  const slow = new Map<IncomingMessage, string>();

  const isOneTooMany = (caller: string): boolean =>
    slow.size >= mostSlow.ofAll ||
    [...slow.values()].filter((other) => other === caller).length >= mostSlow.ofOne;

  const becomesSlow = (raw: IncomingMessage, caller: string): void => {
    if (!isOpen(raw) || raw.destroyed) return;
    if (isOneTooMany(caller)) answerOnSocket({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, raw.socket);
    else slow.set(raw, caller);
  };

  return (request: FastifyRequest, _reply: FastifyReply, _body: unknown, done: () => void): void => {
    const { raw } = request;
    if (isOpen(raw)) {
      const watch = setTimeout(() => becomesSlow(raw, callerOf(request)), slowAfterMs);
      raw.once('close', () => {
        clearTimeout(watch);
        slow.delete(raw);
      });
    }
    done();
  };
};
