import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from './problem.js';

interface Level {
  /** Undefined for a list. */
  readonly keys: Set<string> | undefined;
}

/** In well-formed JSON: a text and whether it is a name, or a sign that begins or ends an object or a list. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/**
 * The first name that stands twice in one object of a text that JSON.parse has taken: of two values it would keep the
 * last, another reader the first.
 */
export const nameTwiceIn = (text: string): string | undefined => {
  const levels: Level[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') levels.push({ keys: new Set() });
    else if (found === '[') levels.push({ keys: undefined });
    else if (found === '}' || found === ']') levels.pop();
    else if (colon !== undefined) {
      const name = String(JSON.parse(found.slice(0, -colon.length)));
      const keys = levels.at(-1)?.keys;
      if (keys?.has(name)) return name;
      keys?.add(name);
    }
  }
  return undefined;
};

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
