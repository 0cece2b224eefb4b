import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, type Problem } from './problem.js';

/*
 * Requests that are so wrong that no address ever sees them: HTTP that cannot be parsed, headers without end. They get
 * problem details too, and none of their own text back.
 */

const problemFor = (code: string | undefined): Problem => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers_too_large', 'Send fewer or shorter headers.').problem;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('too_slow', 'Send the whole request at once.').problem;
    case undefined:
    default:
      return problem('malformed', 'Send a well-formed HTTP/1.1 request.').problem;
  }
};

/** Answers on the bare socket and closes it. */
export const answerOnSocket = (error: { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const body = problemFor(error.code);
  const text = JSON.stringify(body);
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(text)}`,
        'Connection: close',
        '',
        text,
      ].join('\r\n'),
    );
  socket.destroy();
};
