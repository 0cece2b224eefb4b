import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Milliseconds. Longer than it takes to load any usual file for the first time. */
const step = 100;

/**
 * Gives every "there is nothing here" at a full step after its request: looking for a case that is kept from sight
 * takes longer than for one that does not exist, and nobody shall read the difference off a clock. A hook and no interceptor,
 * since guards answer so too, and no interceptor runs once they have refused.
 */
export const evenly = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if (reply.statusCode === 404 && !request.is404) await pause(step - (reply.elapsedTime % step));
};
