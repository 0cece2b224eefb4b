import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders, type Server } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import rateLimit from '@fastify/rate-limit';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { leftBy, type PeopleSource } from '#access';
import { peopleRegisterId } from '#desk';
import { askWho, turnAway } from './caller.js';
import { serveDocumentation } from './documentation.js';
import { readJsonBodies } from './json-body.js';
import { rateLimitOf, refuseLarge } from './limits.js';
import { methodsAt } from './methods.js';
import { closeUnread, limitSlowBodies } from './open-bodies.js';
import { openApiOf } from './openapi.js';
import { DOOR, type DoorParts } from './parts.js';
import { recordingRefused } from './refused-tries.js';
import { problem } from './problem.js';
import { problemOf, ProblemFilter, sendProblem } from './problem-filter.js';
import { readAddresses } from './reads.js';
import { refuseAmbiguous } from './well-formed-request.js';
import { whose } from './whose.js';
import { answerOnSocket } from './wire-errors.js';

export interface ServerOptions {
  /** Requests a minute for one caller (or address, without a token). */
  readonly requestsPerMinute: number;
  /** Bytes. */
  readonly largestBody: number;
  /** Within so long a whole request must have come, milliseconds. */
  readonly requestTimeoutMs: number;
  /** Addresses and networks of proxies whose word on where a request comes from is believed. */
  readonly trustedProxies: readonly string[];
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

/** What a node answers is for its reader alone: no browser or proxy keeps a copy. */
const keepNowhere = ({ url }: FastifyRequest, reply: FastifyReply, done: () => void): void => {
  if (url.startsWith('/v1/')) void reply.header('Cache-Control', 'no-store');
  done();
};

/** Milliseconds. Longer than it takes to load any usual file for the first time. */
const stepMs = 100;

/**
 * Gives every "there is nothing here" at a full step after its request: looking for a case that is kept from sight
 * takes longer than for one that does not exist, and nobody shall read the difference off a clock. A hook and no interceptor,
 * since guards answer so too, and no interceptor runs once they have refused.
 */
const evenly = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if (reply.statusCode === 404 && !request.is404) await pause(stepMs - (reply.elapsedTime % stepMs));
};

/** The register of people, as the question who left asks it. */
export const peopleIn = ({ people }: Pick<DoorParts, 'people'>): PeopleSource => ({
  load: async () => (await people.load(peopleRegisterId)).file,
});

/** While a node starts or stops, it says so to who asks for more than its health. */
const notServing =
  ({ serving = () => true }: DoorParts) =>
  ({ url }: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    if (serving() || !url.startsWith('/v1/')) done();
    else
      done(problem('not_ready', 'The node is starting or stopping. Try again shortly.', { retryAfter: 2 }));
  };

const protect = helmet({
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      upgradeInsecureRequests: null,
    },
  },
});

/** Asked for once, because they are the same for every answer. */
const securityHeaders = (): OutgoingHttpHeaders => {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  protect(request, answer, () => undefined);
  return answer.getHeaders();
};

const sending =
  (headers: OutgoingHttpHeaders) =>
  (_request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    void reply.headers(headers);
    done();
  };

/** Milliseconds in which the headers of a request must have come. */
const longestHeadersMs = 10_000;
/** Milliseconds after which a connection is closed over which nothing goes in either direction. */
const longestSilenceMs = 90_000;

/**
 * Builds the HTTP server of a node's module, not yet listening. A hook is what must be said before Nest has its turn: of
 * requests that are refused before their body is read, or have no address, and of every answer whoever gave it. What is
 * asked at an address is asked by guards and pipes (door.module.ts), and refused by the filter.
 */
export const serverOf = async (
  node: Type | DynamicModule,
  { requestsPerMinute, largestBody, requestTimeoutMs, trustedProxies }: ServerOptions,
): Promise<NestFastifyApplication> => {
  const options: FastifyHttpOptions<Server> = {
    bodyLimit: largestBody,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: requestTimeoutMs,
    connectionTimeout: longestSilenceMs,
    http: {
      headersTimeout: Math.min(longestHeadersMs, requestTimeoutMs),
      connectionsCheckingInterval: 1_000,
    },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error)),
    clientErrorHandler: answerOnSocket,
  };
  const adapter = new FastifyAdapter(options);
  const app = await NestFactory.create<NestFastifyApplication>(node, adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const parts = app.get<DoorParts>(DOOR, { strict: false });
  const server = app.getHttpAdapter().getInstance();
  readJsonBodies(server);
  server.server.on('connect', (_request, socket: Socket) => answerOnSocket({ code: 'CONNECT' }, socket));
  server.addHook('onResponse', noteEach(parts));
  server.addHook('onSend', evenly);
  server.addHook('onSend', closeUnread);
  server.addHook('onRequest', refuseAmbiguous);
  server.addHook('onRequest', notServing(parts));
  server.addHook('onRequest', askWho(parts.tokens, leftBy(peopleIn(parts))));
  server.addHook('onRequest', keepNowhere);
  server.addHook('onRequest', sending(securityHeaders()));
  await app.register(rateLimit, rateLimitOf(requestsPerMinute));
  server.addHook('onRequest', server.rateLimit());
  server.addHook('preParsing', turnAway(parts.metricsToken));
  server.addHook('preParsing', limitSlowBodies(whose));
  server.addHook('preParsing', refuseLarge(largestBody));
  const reads = readAddresses(parts.views);
  app.useGlobalFilters(
    new ProblemFilter(
      (error) =>
        parts.log.error({ failure: error instanceof Error ? error.name : 'unknown' }, 'a request failed'),
      methodsAt(reads.map(({ path }) => path)),
      recordingRefused(parts),
    ),
  );
  serveDocumentation(app, () => openApiOf(parts.facts, reads));
  return app;
};
