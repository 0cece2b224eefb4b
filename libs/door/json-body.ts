import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from './problem.js';
import { nameTwiceIn } from './twice-in-json.js';

const charset = /;\s*charset\s*=\s*"?([^";\s]*)/gi;

/** Whether a media type names no charset but UTF-8, the only one that JSON has (RFC 8259, 8.1). */
export const isInUtf8 = (contentType: string): boolean =>
  [...contentType.matchAll(charset)].every(([, name]) => /^utf-?8$/i.test(name ?? ''));

const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch {
    throw problem('malformed', 'The body is not well-formed UTF-8. Encode it and send it again.');
  }
};

/** Reads bodies as JSON that can be understood in one way only. */
export const readJsonBodies = (server: FastifyInstance): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser(['text/plain', 'application/json']);
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      const { headers } = request;
      if (
        !isInUtf8(headers['content-type'] ?? '') ||
        (headers['content-encoding'] ?? 'identity') !== 'identity'
      )
        throw problem(
          'unsupported_media_type',
          'Send the body as application/json in UTF-8, not compressed.',
        );
      const text = textOf(body);
      void parse(request, text, (error, value) => {
        const twice = error ? undefined : nameTwiceIn(text);
        if (twice === undefined) done(error, value);
        else
          done(
            problem('malformed', 'The body has one name twice. Send each once.', {
              fields: [{ field: twice.slice(0, 60), reason: 'stands twice' }],
            }),
          );
      });
    },
  );
};
