import {
  Catch,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { AccessLogUnavailable } from '#access';
import { ViewNotReady } from '#agencies';
import { AppendTooLargeError, EventStoreUnavailableError, isUnavailable } from '#event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError, type Problem, type ProblemCode } from './problem.js';

const byStatus: Readonly<Record<number, [ProblemCode, string]>> = {
  400: ['malformed', 'Send well-formed JSON with the header Content-Type: application/json.'],
  404: ['not_found', 'No such address. See /docs for all there are.'],
  413: ['too_large', 'The body is larger than any form of ours.'],
  /** Fastify's word for a segment that is longer than any of ours. */
  414: ['not_found', 'No such address. See /docs for all there are.'],
  415: ['unsupported_media_type', 'Send the body as application/json.'],
};

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
};

/** Seconds after which an engine that was restarted should answer again. */
const soon = 3;

const engineDown = (error: unknown): Problem =>
  error instanceof EventStoreUnavailableError
    ? problem(
        'event_store_down',
        'Lists are still shown, single cases and changes are not. Repeat a change with the same Idempotency-Key.',
        { retryAfter: soon },
      ).problem
    : problem('database_down', 'Try again shortly; repeat a change with the same Idempotency-Key.', {
        retryAfter: soon,
      }).problem;

/** What a caller is told of an error: never its text, which may hold personal data, nor a stack trace. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof AccessLogUnavailable)
    return problem('not_ready', 'The access log cannot be written, so nothing is shown. Try again shortly.', {
      retryAfter: 5,
    }).problem;
  if (error instanceof ViewNotReady)
    return problem('not_ready', 'This list is being built. Try again shortly.', { retryAfter: 5 }).problem;
  if (error instanceof AppendTooLargeError)
    return problem(
      'too_large',
      'This would record more at once than a case file takes. Send less text, or in several steps.',
    ).problem;
  if (isUnavailable(error)) return engineDown(error);
  const status = statusOf(error);
  const known = byStatus[status >= 400 && status < 500 && !(status in byStatus) ? 400 : status];
  return known
    ? problem(...known).problem
    : problem(
        'failed',
        'Nothing was changed unless a repetition with the same Idempotency-Key says so. Try again.',
      ).problem;
};

export const sendProblem = (reply: FastifyReply, body: Problem): void => {
  if (body.retryAfter !== undefined) void reply.header('Retry-After', String(body.retryAfter));
  void reply.status(body.status).type('application/problem+json').send(body);
};

/** What an unknown address is told: the methods, where it offers others. */
const unknownAddress = (methods: readonly string[]): Problem =>
  methods.length > 0
    ? problem('method_not_allowed', `This address offers ${methods.join(', ')}.`).problem
    : problemOf(new NotFoundException());

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly unexpected: (error: unknown) => void,
    private readonly methodsAt: (path: string) => readonly string[],
    private readonly refusedTry: (request: FastifyRequest) => Promise<void>,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof NotFoundException) {
      const { url } = http.getRequest<FastifyRequest>();
      const methods = this.methodsAt(url.split('?')[0] ?? url);
      if (methods.length > 0) void reply.header('Allow', methods.join(', '));
      return sendProblem(reply, unknownAddress(methods));
    }
    if (error instanceof ProblemError && error.isRefusedTry)
      void this.refusedTry(http.getRequest<FastifyRequest>()).then(
        () => sendProblem(reply, error.problem),
        (failure: unknown) => this.answer(reply, failure),
      );
    else this.answer(reply, error);
  }

  private answer(reply: FastifyReply, error: unknown): void {
    const body = problemOf(error);
    if (body.code === 'failed') this.unexpected(error);
    sendProblem(reply, body);
  }
}
