import pg from 'pg';
import type { CheckedEventStore, NotAuthentic } from '#sealing';
import type { EventStore } from '#event-store';
import type { StoreOfNode } from '../node/environment.js';
import { checked, eventStoreOf } from '../node/event-store.js';

/** The event store of a node without anything else of it, as it lies there. */
const storeAlone = ({ config }: StoreOfNode) => {
  const pools: pg.Pool[] = [];
  const store = eventStoreOf(config.database, {
    poolTo: (_part, connectionString, max) => {
      const pool = new pg.Pool({ connectionString, max });
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    trouble: () => () => undefined,
  });
  const close = async (): Promise<void> => {
    await store.close();
    await Promise.all(pools.map((pool) => pool.end()));
  };
  return { store, close };
};

/** Runs over the event store of a node, checked or as it lies there, and closes it whatever happens. */
export const overStore = async function* (
  node: StoreOfNode,
  work: (stores: { readonly checked: CheckedEventStore; readonly raw: EventStore }) => AsyncIterable<string>,
  onNotAuthentic?: (event: NotAuthentic) => void,
): AsyncGenerator<string> {
  const { store: raw, close } = storeAlone(node);
  try {
    yield* work({ raw, checked: checked(raw, node.country, node.config.stampKeys, onNotAuthentic) });
  } finally {
    await close();
  }
};
