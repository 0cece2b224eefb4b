import type { Pool } from 'pg';
import type { Logger } from 'pino';
import {
  caseEvents,
  instrumentEvents,
  journeyEvents,
  peopleEvents,
  type Country,
  type EventCatalogue,
} from '#casework';
import { checkedEventStore, type CheckedEventStore, type NotAuthentic } from '#sealing';
import { eventStoreDbEventStore, excessiveRightsOf, postgresEventStore, type EventStore } from '#event-store';
import type { EventStoreSettings, NodeConfig } from './config.js';
import { checksOf, type StampKeys } from './stamp-keys.js';

interface Means {
  readonly poolTo: (part: string, url: string, max: number, statementMs?: number) => Pool;
  readonly trouble: (part: string) => (code: string) => void;
}

/**
 * The longest that one statement on events may take, milliseconds. Each is short, and whoever waits for a server that
 * fell silent waits at most for two.
 */
const statementMs = 5_000;

/** The event store that the configuration chooses, as it lies there: nothing is checked. Nothing connects yet. */
export const eventStoreOf = (
  { eventsUrl, eventStoreDbUrl }: EventStoreSettings,
  { poolTo, trouble }: Means,
): EventStore => {
  if (eventStoreDbUrl !== undefined)
    return eventStoreDbEventStore(eventStoreDbUrl, { onTrouble: trouble('event store') });
  if (eventsUrl === undefined) throw new Error('A node needs EVENTSTOREDB_URL or DATABASE_EVENTS_URL.');
  return postgresEventStore(poolTo('event store', eventsUrl, 8, statementMs));
};

/** By the first word of a stream's name. */
const catalogues: ReadonlyMap<string, EventCatalogue> = new Map<string, EventCatalogue>([
  ['case', caseEvents],
  ['journey', journeyEvents],
  ['instrument', instrumentEvents],
  ['people', peopleEvents],
]);

const catalogueOf = (stream: string): EventCatalogue | undefined =>
  catalogues.get(stream.slice(0, stream.indexOf('-')));

/** An event store through which a node reads and writes: whatever it did not write itself is passed over, and told. */
export const checked = (
  store: EventStore,
  country: Country,
  stampKeys: StampKeys | undefined,
  onNotAuthentic?: (event: NotAuthentic) => void,
): CheckedEventStore => {
  if (!stampKeys) throw new Error('Set STAMP_KEYS_FILE: without it no event can be checked.');
  return checkedEventStore(store, {
    ...checksOf(country, stampKeys),
    catalogueOf,
    ...(onNotAuthentic && { onNotAuthentic }),
  });
};

/** Says so where the node's user could take events away again. PostgreSQL grants no such right to begin with. */
export const warnOfRights = async (
  { database: { eventStoreDbUrl } }: NodeConfig,
  log: Logger,
): Promise<void> => {
  if (eventStoreDbUrl === undefined) return;
  const rights = await excessiveRightsOf(eventStoreDbUrl);
  if (rights.length > 0)
    log.warn(
      { part: 'event store', rights },
      'the user of EVENTSTOREDB_URL has rights that a node must not have: see deploy/eventstoredb',
    );
};
