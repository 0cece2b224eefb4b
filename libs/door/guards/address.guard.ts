import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type {
  InstrumentCommandType,
  JourneyPublicCommandType,
  PeopleCommandType,
  PublicCommandType,
} from '#casework';
import { caseCommandAt, instrumentCommandAt, journeyCommandAt, peopleCommandAt } from '../addresses.js';
import { finding } from '../found.js';
import { idIn } from '../need-to-know.js';
import { problem } from '../problem.js';

const steps = finding<
  PublicCommandType | JourneyPublicCommandType | InstrumentCommandType | PeopleCommandType
>('the step');

interface Named {
  readonly caseId?: string;
  readonly journeyId?: string;
  readonly code?: string;
  readonly process?: string;
  readonly step?: string;
}

const commandAt = ({ caseId, journeyId, code, process = '', step = '' }: Named) => {
  if (code !== undefined) return instrumentCommandAt(step);
  if (journeyId !== undefined) return journeyCommandAt(step);
  return caseId === undefined ? peopleCommandAt(step) : caseCommandAt(process, step);
};

/** The command that the address of a request names, if it names one. */
export const stepOf = steps.of;

/**
 * Asks whether there can be such an address: a step that is known, and ids that are some. Before need-to-know, which asks for
 * some steps of a journey otherwise, and a guard, since a pipe would come after it.
 */
@Injectable()
export class AddressGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: Named }>>();
    const { caseId, journeyId, step } = request.params;
    if (step !== undefined) {
      const type = commandAt(request.params);
      if (type === undefined) throw problem('not_found', 'No such step. See /docs for all there are.');
      steps.keep(request, type);
    }
    for (const id of [caseId, journeyId]) if (id !== undefined) idIn(id);
    return true;
  }
}

/** The command that the address names, as a parameter of a handler. */
export const Step = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  steps.mustBe(context.switchToHttp().getRequest<FastifyRequest>()),
);
