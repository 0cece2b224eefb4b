import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { writeHeadersIn } from '../asked/write-headers.js';
import { callerOf } from '../caller.js';
import { finding } from '../found.js';
import type { Write } from '../writing-on.js';

const writes = finding<Write>('its headers');

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

/** Asks every write for its headers. A guard, since a pipe would come after need-to-know, and this answer before it. */
@Injectable()
export class WriteGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    if (request.method !== 'POST') return true;
    const { idempotencyKey, ifMatch } = writeHeadersIn(request.headers);
    writes.keep(request, {
      ...{ caller: callerOf(request), method: request.method, body: request.body },
      ...{ idempotencyKey, ifMatch },
    });
    return true;
  }
}

/** The write of a request, as a parameter of a handler. */
export const Incoming = createParamDecorator((_data: unknown, context: ExecutionContext): Write =>
  writes.mustBe(requestOf(context)),
);
