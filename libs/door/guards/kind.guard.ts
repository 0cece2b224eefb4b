import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { AgencyKind } from '#casework';
import { callerOf } from '../caller.js';
import { refusedTry } from '../problem.js';

const forKinds = 'for kinds of agencies';

/** A list that is kept for agencies of some kinds. */
export const ForKinds = (...kinds: readonly AgencyKind[]) => SetMetadata(forKinds, kinds);

/** Refuses a list to an agency of another kind than it is for. */
@Injectable()
export class KindGuard implements CanActivate {
  private readonly reflector = new Reflector();

  canActivate(context: ExecutionContext): boolean {
    const kinds = this.reflector.get<readonly AgencyKind[] | undefined>(forKinds, context.getHandler());
    if (kinds === undefined) return true;
    const { agency } = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (!kinds.includes(agency.kind))
      throw refusedTry('not_your_list', `This list is for agencies of the kind ${kinds.join(', ')}.`);
    return true;
  }
}
