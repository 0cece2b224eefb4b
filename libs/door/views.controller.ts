import { Controller, Get, Inject, Req, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ViewQuery } from '#agencies';
import { callerOf } from './caller.js';
import { VIEWS } from './views.js';
import type { ViewAnswer, Views } from './views.js';

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
    const ask = function (this: ViewsController, request: FastifyRequest): Promise<ViewAnswer> {
      return this.views.ask(callerOf(request), query, parametersOf(request), request.id);
    };
    const descriptor = { value: ask, writable: true, configurable: true };
    Object.defineProperty(ViewsController.prototype, query.name, descriptor);
    Get(query.path)(ViewsController.prototype, query.name, descriptor);
    Req()(ViewsController.prototype, query.name, 0);
  }
  return ViewsController;
};
