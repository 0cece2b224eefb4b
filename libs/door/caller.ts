import { createParamDecorator, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import type { Caller, TokenVerifier } from '#access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './problem.js';

const callers = new WeakMap<object, Caller>();

/** Who a request comes from; set by `askWho` before any handler runs. */
export const callerOf = (request: object): Caller => {
  const caller = callers.get(request);
  if (!caller) throw new Error('This address was mounted without asking who calls.');
  return caller;
};

const bearer = /^Bearer (\S+)$/i;

/** First question of the door: who is asking? Default deny; `open` are the controllers that ask nobody. */
export const askWho = (tokens: TokenVerifier, open: readonly Type[]): CanActivate => ({
  canActivate: async (context: ExecutionContext) => {
    if (open.includes(context.getClass())) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const verified = await tokens.verify(bearer.exec(request.headers.authorization ?? '')?.[1]);
    if (!verified.ok) {
      void http.getResponse<FastifyReply>().header('WWW-Authenticate', 'Bearer');
      if (verified.fault === 'issuer_unreachable')
        throw problem('not_ready', verified.sentence, { retryAfter: 5 });
      throw problem(verified.fault === 'missing' ? 'token_missing' : 'token_refused', verified.sentence);
    }
    callers.set(request, verified.caller);
    return true;
  },
});

/** The caller, as a parameter of a handler. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
