import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#access';
import { askWho } from '../caller.js';

export interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly params?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as guards see it, from a caller, or from somebody whom no token named. */
export const requestOf = async (
  { method = 'GET', url = '/v1/any', params = {}, headers = {}, body }: Asked,
  caller?: Caller,
): Promise<FastifyRequest> => {
  const request = { method, url, params, headers, body, routeOptions: { url } } as unknown as FastifyRequest;
  if (caller)
    await askWho({ verify: () => Promise.resolve({ ok: true, caller }) }, () => Promise.resolve(false))(
      request,
    );
  return request;
};

/** What Nest hands to a guard. */
export const contextOf = (
  request: FastifyRequest,
  controller: object = class Any {},
  handler: object = () => undefined,
): ExecutionContext =>
  ({
    getClass: () => controller,
    getHandler: () => handler,
    switchToHttp: () => ({ getRequest: () => request }),
  }) as unknown as ExecutionContext;
