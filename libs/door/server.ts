import { createHash, randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askWho } from './caller.js';
import { HealthController } from './health.controller.js';
import { openApiOf } from './openapi.js';
import type { DoorParts } from './parts.js';
import { problem } from './problem.js';
import { ProblemFilter } from './problem-filter.js';
import { readAddresses } from './reads.js';

export interface ServerOptions {
  /** Requests a minute for one token (or address, without a token). */
  readonly requestsPerMinute: number;
  /** Bytes. */
  readonly largestBody: number;
}

const noteEach =
  ({ log }: DoorParts) =>
  (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    log.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  };

/** One bucket for each token; the token itself is not kept. */
const bucketOf = (request: FastifyRequest): string =>
  createHash('sha256')
    .update(request.headers.authorization ?? request.ip)
    .digest('base64');

/** Builds the HTTP server of a country's module, not yet listening. */
export const serverOf = async (
  country: Type | DynamicModule,
  parts: DoorParts,
  { requestsPerMinute, largestBody }: ServerOptions,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: largestBody,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(country, adapter, {
    logger: false,
    abortOnError: false,
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', noteEach(parts));
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: bucketOf,
    allowList: (request: FastifyRequest) => request.url.startsWith('/health/'),
    errorResponseBuilder: (_request, { ttl }) =>
      problem('too_many_requests', 'Wait a moment, then go on.', { retryAfter: Math.ceil(ttl / 1_000) }),
  });
  app.useGlobalGuards(askWho(parts.tokens, [HealthController]));
  app.useGlobalFilters(
    new ProblemFilter((error) =>
      parts.log.error({ failure: error instanceof Error ? error.name : 'unknown' }, 'a request failed'),
    ),
  );
  SwaggerModule.setup(
    'docs',
    app,
    openApiOf(parts.facts, readAddresses(parts.views)) as unknown as OpenAPIObject,
  );
  return app;
};
