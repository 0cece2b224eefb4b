import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** What a handler answers, and what it says of that in headers: its tag, its age. */
export interface WithHeaders<B> {
  readonly body: B;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Puts a handler's headers on its answer, so that no handler holds a reply. Not for what all answers carry: a guard that
 * refuses comes before every interceptor.
 */
@Injectable()
export class HeadersInterceptor implements NestInterceptor<WithHeaders<unknown>, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<WithHeaders<unknown>>): Observable<unknown> {
    return next.handle().pipe(
      map(({ body, headers }) => {
        void context.switchToHttp().getResponse<FastifyReply>().headers(headers);
        return body;
      }),
    );
  }
}
