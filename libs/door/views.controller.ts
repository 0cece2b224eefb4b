import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ViewQuery } from '#agencies';
import { callerOf } from './caller.js';
import { ForKinds } from './guards/kind.guard.js';
import { VIEWS, type ViewAnswer, type Views } from './views.js';

const parametersOf = ({ params, query }: FastifyRequest): Readonly<Record<string, unknown>> => ({
  ...(query as Record<string, unknown>),
  ...(params as Record<string, unknown>),
});

/** One GET operation for each query of the agencies' views. */
export const viewsController = (queries: readonly ViewQuery[]): Type => {
  @Controller('v1')
  class ViewsController {
    constructor(@Inject(VIEWS) readonly views: Views) {}
  }
  for (const query of queries) {
    const ask = async function (
      this: ViewsController,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<ViewAnswer> {
      const caller = callerOf(request);
      const { answer, age } = await this.views.ask(caller, query, parametersOf(request), request.id);
      if (age !== undefined) void reply.header('Age', String(age));
      return answer;
    };
    const descriptor = { value: ask, writable: true, configurable: true };
    Object.defineProperty(ViewsController.prototype, query.name, descriptor);
    ForKinds(...query.kinds)(ViewsController.prototype, query.name, descriptor);
    Get(query.path)(ViewsController.prototype, query.name, descriptor);
    Req()(ViewsController.prototype, query.name, 0);
    Res({ passthrough: true })(ViewsController.prototype, query.name, 1);
  }
  return ViewsController;
};
