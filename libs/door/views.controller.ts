import {
  Controller,
  createParamDecorator,
  Get,
  Inject,
  Req,
  UseInterceptors,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ViewQuery } from '#agencies';
import { AskedPipe } from './asked/asked.pipe.js';
import { askedOf, type ListAsked } from './asked/list-asked.js';
import { callerOf } from './caller.js';
import { ForKinds } from './guards/kind.guard.js';
import { HeadersInterceptor, type WithHeaders } from './interceptors/headers.interceptor.js';
import { VIEWS, type ViewAnswer, type Views } from './views.js';

/** What a request asks, in its path and its query string together. */
const Parameters = createParamDecorator((_data: unknown, context: ExecutionContext): object => {
  const { params, query } = context.switchToHttp().getRequest<FastifyRequest>();
  return { ...(query as object), ...(params as object) };
});

/** One GET operation for each query of the agencies' views. */
export const viewsController = (queries: readonly ViewQuery[]): Type => {
  @Controller('v1')
  @UseInterceptors(HeadersInterceptor)
  class ViewsController {
    constructor(@Inject(VIEWS) readonly views: Views) {}
  }
  for (const query of queries) {
    const ask = async function (
      this: ViewsController,
      request: FastifyRequest,
      asked: ListAsked,
    ): Promise<WithHeaders<ViewAnswer>> {
      const caller = callerOf(request);
      const { answer, age } = await this.views.ask(caller, query, asked, request.id);
      return { body: answer, headers: age === undefined ? {} : { Age: String(age) } };
    };
    const descriptor = { value: ask, writable: true, configurable: true };
    Object.defineProperty(ViewsController.prototype, query.name, descriptor);
    ForKinds(...query.kinds)(ViewsController.prototype, query.name, descriptor);
    Get(query.path)(ViewsController.prototype, query.name, descriptor);
    Req()(ViewsController.prototype, query.name, 0);
    Parameters(new AskedPipe(askedOf(query)))(ViewsController.prototype, query.name, 1);
  }
  return ViewsController;
};
