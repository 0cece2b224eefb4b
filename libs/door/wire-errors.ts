import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, type Problem } from './problem.js';

/*
 * Requests that are so wrong that no address ever sees them: HTTP that cannot be parsed, headers without end. They get
 * problem details too, and none of their own text back.
 */

interface WireError {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

const unreadable = problem('malformed', 'Send a well-formed HTTP/1.1 request.').problem;

/** Whether what came is a request as HTTP has them, with a method that it does not know. */
const isRequest = (packet: unknown): boolean =>
  Buffer.isBuffer(packet) &&
  /^[A-Za-z][\w!#$%&'*+.^`|~-]{0,40} \S+ HTTP\/1\.[01]\r?\n/.test(packet.toString('latin1', 0, 9_000));

const otherMethod = problem('method_not_allowed', 'This server offers GET, HEAD and POST.').problem;

const problemFor = ({ code, rawPacket }: WireError): Problem => {
  switch (code) {
    case 'CONNECT':
      return otherMethod;
    case 'HPE_INVALID_METHOD':
      return isRequest(rawPacket) ? otherMethod : unreadable;
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers_too_large', 'Send fewer or shorter headers.').problem;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('too_slow', 'Send the whole request at once.').problem;
    case undefined:
    default:
      return unreadable;
  }
};

/** Answers on the bare socket and closes it. */
export const answerOnSocket = (error: WireError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const body = problemFor(error);
  const text = JSON.stringify(body);
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(text)}`,
        ...(body.status === 405 ? ['Allow: GET, HEAD, POST'] : []),
        'Connection: close',
        '',
        text,
      ].join('\r\n'),
    );
  socket.destroySoon();
};
