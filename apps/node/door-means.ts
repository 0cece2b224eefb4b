import { postgresAccessLog, postgresAccessReading, tokenVerifier } from '#access';
import { agesOf } from '#agencies';
import { opaquePositions, type DoorMeans } from '#door';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';
import { openSealedWith } from './open-sealed.js';

/** What the door of a process stands on. */
export const doorOf = (
  { facts, clock, store, database, metrics, log }: Ground,
  { desk, keys, doorSecret: secret }: DeskParts,
  { tokens, metricsToken }: Pick<NodeConfig, 'tokens' | 'metricsToken'>,
  { readiness, serving, progress }: Pick<DoorMeans, 'readiness' | 'serving' | 'progress'>,
): DoorMeans => {
  if (!tokens) throw new Error('The api needs TOKEN_AUDIENCE, TOKEN_ISSUER and TOKEN_JWKS_URL.');
  return {
    ...{ clock, store, database, secret, metricsToken, log, readiness },
    ...(serving && { serving }),
    ...(progress && { progress }),
    tokens: tokenVerifier({ facts, ...tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    register: desk.instruments,
    surroundings: desk.surroundings,
    ageOf: agesOf(database),
    openSealed: openSealedWith(keys),
    accessLog: postgresAccessLog(database),
    accessReads: postgresAccessReading(database),
    positions: opaquePositions(secret),
    metrics: metrics.text,
  };
};
