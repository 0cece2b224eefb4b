import type { FastifyRequest } from 'fastify';
import { problem } from './problem.js';

/** Headers that a request has once or not at all: of two, a proxy and this server might each believe another. */
const onlyOnce = ['host', 'authorization', 'content-type', 'content-length', 'idempotency-key'];

/** The first header that stands twice though it must not. `rawHeaders` are names and values in turn. */
export const sentTwice = (rawHeaders: readonly string[]): string | undefined => {
  const names = rawHeaders.filter((_text, place) => place % 2 === 0).map((name) => name.toLowerCase());
  return onlyOnce.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
};

const queryOf = (url: string): string => url.split('?').slice(1).join('?');

const isReadable = (query: string): boolean => {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
};

/** Refuses what can be read in two ways, or in none, before anything else is asked. */
export const refuseAmbiguous = (
  { raw: { rawHeaders }, url }: FastifyRequest,
  _reply: unknown,
  done: (error?: Error) => void,
): void => {
  const twice = sentTwice(rawHeaders);
  if (twice !== undefined) done(problem('malformed', `Send the header ${twice} once.`));
  else if (!isReadable(queryOf(url)))
    done(problem('malformed', 'The query is not UTF-8 in percent-encoding. Encode it and ask again.'));
  else done();
};
