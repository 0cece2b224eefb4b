import pg from 'pg';
import { createProjector, type View } from '#agencies';
import { start, type EventStore, type PlacedEvent } from '#event-store';
import { checked } from '../../apps/node/event-store.js';
import { viewsOf } from '../../apps/node/nations.js';
import type { Home } from './premises.js';

/** Straight access to what a node keeps. */
export interface NodeStores {
  readonly store: EventStore;
  readonly owner: pg.Pool;
  readonly views: readonly View[];
  close(): Promise<void>;
}

export const keptAt = ({ country, events, direct, stampKeys }: Home): NodeStores => {
  const owner = new pg.Pool({
    connectionString: direct().ownerUrl,
    max: 6,
    connectionTimeoutMillis: 10_000,
  });
  owner.on('error', () => undefined);
  const store = checked(events.open(), country, stampKeys);
  return {
    store,
    owner,
    views: viewsOf(country),
    close: async () => {
      await store.close();
      await owner.end();
    },
  };
};

/** Events after a position, to the end. */
export const eventsAfter = async (store: EventStore, after = start): Promise<PlacedEvent[]> => {
  const all: PlacedEvent[] = [];
  for (let position = after; ;) {
    const page = await store.readAll(position, 1_000);
    const last = page.at(-1);
    if (!last) return all;
    all.push(...page);
    position = last.position;
  }
};

/** Follows the views of a store with a projector of our own. */
export const projectorOver = ({ owner, store, views }: NodeStores) =>
  createProjector({ pool: owner, store, views });
