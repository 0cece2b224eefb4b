import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isKnown } from '../caller.js';
import { problem } from '../problem.js';

const openToAll = 'open to all';

/** An address that asks nobody who they are; it says nothing above P0. */
export const OpenToAll = () => SetMetadata(openToAll, true);

/**
 * Closes every address to whom the token did not name, unless its controller says that it is open. Tokens are verified
 * before, by a hook: the rate limit counts by who asks, and nothing of a body is read for a stranger (caller.ts).
 */
@Injectable()
export class CallerGuard implements CanActivate {
  private readonly reflector = new Reflector();

  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(openToAll, places) === true) return true;
    if (!isKnown(context.switchToHttp().getRequest<FastifyRequest>()))
      throw problem('token_missing', 'Send a token.');
    return true;
  }
}
