import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from './problem.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Why a request for metrics is not answered: they count messages by partner, so only who holds the token made for
 * monitoring reads them, and where none was set nobody does. `authorization` is the header as it came.
 */
export const metricsRefused = (
  expected: string | undefined,
  authorization: string | undefined,
): Error | undefined => {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) return problem('token_missing', 'Send the token that is set for monitoring.');
  return expected !== undefined && timingSafeEqual(digest(given), digest(expected))
    ? undefined
    : problem('token_refused', 'Metrics are read with the token that METRICS_TOKEN sets, and with no other.');
};
