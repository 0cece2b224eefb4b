import { createParamDecorator, NotFoundException, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tokenFaults, type Caller, type HasLeft, type TokenVerifier, type Verified } from '#access';
import { finding } from './found.js';
import { metricsRefused } from './metrics-token.js';
import { problem } from './problem.js';

const answers = finding<Verified>('who calls');

/** Who a request comes from. Throws where nobody was asked: whatever answers a caller stays closed without the hooks below. */
export const callerOf = (request: object): Caller => {
  const verified = answers.mustBe(request);
  if (!verified.ok) throw new Error('This address was mounted without asking who calls.');
  return verified.caller;
};

/** The addresses that ask nobody, and no others; they say nothing above P0. An unknown address has no route at all. */
const isOpen = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === undefined || url.startsWith('/health/') || /^\/docs\b/.test(url);

const bearer = /^Bearer (\S+)$/i;

/** Whether a request is for metrics, which no agency reads: monitoring has a token of its own. */
const isForMetrics = ({ routeOptions: { url } }: FastifyRequest): boolean => url === '/metrics';

const whoLeft: Verified = { ok: false, fault: 'left', sentence: tokenFaults.left };

/**
 * First question of the door: who is asking? Who left the office of the token is nobody. A hook and no guard, because the
 * rate limit counts by the answer.
 */
export const askWho =
  (tokens: TokenVerifier, hasLeft: HasLeft) =>
  async (request: FastifyRequest): Promise<void> => {
    if (isOpen(request) || isForMetrics(request)) return;
    const verified = await tokens.verify(bearer.exec(request.headers.authorization ?? '')?.[1]);
    const gone = verified.ok && (await hasLeft(verified.caller.actor));
    answers.keep(request, gone ? whoLeft : verified);
  };

/** Whether the request came with a token that is accepted here. */
export const isKnown = (request: FastifyRequest): boolean => answers.of(request)?.ok ?? false;

/**
 * Turns away whom `askWho` did not recognise. Apart from it, so that the rate limit counts these requests too; a hook and
 * no guard, because guards come after the body was read.
 */
export const turnAway =
  (metricsToken: string | undefined) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Nothing is read for an address that there is not.
    if (request.is404) throw new NotFoundException();
    if (isOpen(request)) return;
    if (isForMetrics(request)) {
      const refusal = metricsRefused(metricsToken, request.headers.authorization);
      if (!refusal) return;
      void reply.header('WWW-Authenticate', 'Bearer');
      throw refusal;
    }
    const verified = answers.of(request);
    if (verified?.ok) return;
    if (!verified || verified.fault === 'missing') {
      void reply.header('WWW-Authenticate', 'Bearer');
      throw problem('token_missing', verified?.sentence ?? 'Send a token.');
    }
    if (verified.fault === 'issuer_unreachable')
      throw problem('not_ready', verified.sentence, { retryAfter: 5 });
    void reply.header('WWW-Authenticate', 'Bearer error="invalid_token"');
    throw problem('token_refused', verified.sentence);
  };

/** The caller, as a parameter of a handler. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
