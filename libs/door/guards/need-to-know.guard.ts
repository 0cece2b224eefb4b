import {
  createParamDecorator,
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CaseFile, Journey } from '#casework';
import { callerOf } from '../caller.js';
import { finding } from '../found.js';
import { NEED_TO_KNOW, type Known, type NeedToKnow } from '../need-to-know.js';
import { stepOf } from './address.guard.js';

const cases = finding<Known<CaseFile>>('the case');
const journeys = finding<Known<Journey>>('the journey');

type Named = FastifyRequest<{ Params: { readonly caseId?: string; readonly journeyId?: string } }>;

const requestOf = (context: ExecutionContext): Named => context.switchToHttp().getRequest<Named>();

/**
 * Lets nobody to a case or journey of which they may not know: every address that names one in its path, without a word in
 * its controller. What it found goes with the request, so that it is loaded once.
 */
@Injectable()
export class NeedToKnowGuard implements CanActivate {
  constructor(@Inject(NEED_TO_KNOW) private readonly needToKnow: NeedToKnow) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const { caseId, journeyId } = request.params;
    if (caseId !== undefined) cases.keep(request, await this.needToKnow.ofCase(callerOf(request), caseId));
    else if (journeyId !== undefined)
      journeys.keep(request, await this.needToKnow.ofJourney(callerOf(request), journeyId, stepOf(request)));
    return true;
  }
}

/** Lets only the officers of the owner to what is kept for them of a case. After `NeedToKnowGuard`. */
@Injectable()
export class OwnerGuard implements CanActivate {
  constructor(@Inject(NEED_TO_KNOW) private readonly needToKnow: NeedToKnow) {}

  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    this.needToKnow.mustRun(callerOf(request), cases.mustBe(request));
    return true;
  }
}

/** The case that the address names, as a parameter of a handler. */
export const KnownCase = createParamDecorator((_data: unknown, context: ExecutionContext): Known<CaseFile> =>
  cases.mustBe(requestOf(context)),
);

/** The journey that the address names, as a parameter of a handler. */
export const KnownJourney = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Known<Journey> => journeys.mustBe(requestOf(context)),
);
