import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './problem.js';
import { whose } from './whose.js';

/** Beyond this size the connection is closed on the sender; below, the sender gets to read why. Bytes. */
const mostReadOut = 32 * 1024 * 1024;

/** Reads a body to its end without keeping it: many senders read no answer before they have sent all. */
const readOut = async (body: Readable): Promise<void> => {
  body.resume();
  await finished(body).catch(() => undefined);
};

/** Refuses a body by its announced length, before anything of it is kept. `largestBody` in bytes. */
export const refuseLarge =
  (largestBody: number) =>
  async ({ headers }: FastifyRequest, reply: FastifyReply, body: Readable): Promise<void> => {
    const length = Number(headers['content-length'] ?? 0);
    if (length <= largestBody) return;
    if (length > mostReadOut) void reply.header('Connection', 'close');
    else await readOut(body);
    throw problem('too_large', `A body may have ${Math.floor(largestBody / 1024)} KiB at most.`);
  };

/** The rate limit, for @fastify/rate-limit: of each caller, at every address, also those that there are not. */
export const rateLimitOf = (requestsPerMinute: number): RateLimitPluginOptions => ({
  global: false,
  max: requestsPerMinute,
  timeWindow: '1 minute',
  keyGenerator: whose,
  allowList: ({ url }: FastifyRequest) => url.startsWith('/health/'),
  errorResponseBuilder: (_request, { ttl }) =>
    problem('too_many_requests', 'Wait a moment, then go on.', { retryAfter: Math.ceil(ttl / 1_000) }),
});
