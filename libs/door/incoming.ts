import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './caller.js';
import type { Write } from './write.js';

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** The write of a request, as a parameter of a handler. */
export const Incoming = createParamDecorator((_data: unknown, context: ExecutionContext): Write => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    caller: callerOf(request),
    method: request.method,
    route: request.url.split('?')[0] ?? request.url,
    body: request.body,
    idempotencyKey: single(request.headers['idempotency-key']),
    ifMatch: request.headers['if-match'],
  };
});
