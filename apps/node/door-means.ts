import { postgresAccessLog, postgresAccessReading, tokenVerifier } from '#access';
import { agesOf } from '#agencies';
import { opaquePositions, type DoorMeans } from '#door';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';
import { lettersIn } from './letters.js';
import { openSealedWith } from './open-sealed.js';

/** What the door of a process stands on. */
export const doorOf = (
  ground: Ground,
  parts: DeskParts,
  config: Pick<NodeConfig, 'tokens' | 'metricsToken' | 'paper' | 'partyKeys'>,
  { readiness, serving, progress }: Pick<DoorMeans, 'readiness' | 'serving' | 'progress'>,
): DoorMeans => {
  const { facts, clock, store, database, metrics, log } = ground;
  const { desk, keys, doorSecret: secret } = parts;
  const { tokens, metricsToken } = config;
  if (!tokens) throw new Error('The api needs TOKEN_AUDIENCE, TOKEN_ISSUER and TOKEN_JWKS_URL.');
  return {
    ...{ clock, store, database, secret, metricsToken, log, readiness },
    ...(serving && { serving }),
    ...(progress && { progress }),
    tokens: tokenVerifier({ facts, ...tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    register: desk.instruments,
    people: desk.people,
    surroundings: desk.surroundings,
    ageOf: agesOf(database),
    openSealed: openSealedWith(keys),
    letters: lettersIn(ground, parts, config),
    accessLog: postgresAccessLog(database),
    accessReads: postgresAccessReading(database),
    positions: opaquePositions(secret),
    metrics: metrics.text,
  };
};
