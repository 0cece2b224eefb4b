import type { Country } from '#casework';
import type { EventStore } from '#event-store';
import { configFrom } from '../node/environment.js';
import { groundOf } from '../node/ground.js';
import { countryPartsOf } from '../node/nations.js';
import type { Sites } from './sites.js';
import { settingsFor } from './settings.js';

/** The event store of each node, opened to watch what crosses: with the settings of its projector, which has no keys. */
export const openStores = ({ settings }: Pick<Sites, 'settings'>) => {
  const grounds = [...settings].map(([country, all]) => {
    const environment = { ...settingsFor('projector', country, all), ROLES: 'projector' };
    const { config } = configFrom(environment);
    return groundOf(countryPartsOf(country).facts, { ...config, logLevel: 'silent' });
  });
  return {
    byCountry: new Map<Country, EventStore>(grounds.map(({ country, store }) => [country, store])),
    close: async (): Promise<void> => {
      await Promise.allSettled(grounds.map((ground) => ground.close()));
    },
  };
};
