import type { DestinationStream } from 'pino';
import type { Country } from '#casework';
import { bridgeParts } from './bridge-parts.js';
import type { NodeConfig } from './config.js';
import { deskParts } from './desk-parts.js';
import { groundOf } from './ground.js';
import { countryPartsOf } from './nations.js';

/**
 * All parts of a country's node over its installed database. Nothing runs yet, but the ring of keys listens for erasures
 * from now on.
 */
export const compose = (country: Country, config: NodeConfig, logTo?: DestinationStream) => {
  const parts = countryPartsOf(country);
  const ground = groundOf(parts.facts, config, logTo);
  const desk = deskParts(parts, ground, config);
  const bridge = bridgeParts(parts, ground, desk, config);
  return {
    ...ground,
    ...desk,
    ...bridge,
    close: async (): Promise<void> => {
      await Promise.allSettled([bridge.exchange.close(), desk.keys.close()]);
      await ground.close();
    },
  };
};

export type NodeParts = ReturnType<typeof compose>;
