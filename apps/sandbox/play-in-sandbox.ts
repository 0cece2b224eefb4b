import pg from 'pg';
import { commandAddresses } from '#door';
import type { Country } from '#casework';
import { eventStoreDbEventStore, postgresEventStore, type EventStore } from '#event-store';
import { borderOf } from './border.js';
import { sideBySide, type Histories } from './histories.js';
import { journalOf, noteIn } from './journal.js';
import type { Sandbox } from './sandbox.js';
import { playStory, type PlayableStory, type Played, type PlayOptions } from './story/index.js';
import { narrator } from './terminal.js';

const actions = Object.fromEntries(commandAddresses.map(({ type, path }) => [type, `POST ${path}`]));

/** Nodes on which a story can be played, however and wherever they run. */
export interface Stage extends Histories {
  readonly clock: PlayOptions['clock'] & { now(): string };
  /** Where the story's progress is noted. */
  readonly dataDir: string;
  /** The event store of each node, for watching what crosses. */
  readonly stores: ReadonlyMap<Country, Pick<EventStore, 'readAll'>>;
  /** Signs for a party of an instrument; nobody signs where absent. */
  readonly sign?: PlayOptions['sign'];
}

/** Plays a story, tells its progress, and shows the case histories that the story names. */
export const playOn = async (stage: Stage, story: PlayableStory): Promise<Played> => {
  const { nodes, token, clock, dataDir, stores, sign } = stage;
  const before = await journalOf(dataDir, story);
  const played = await playStory(story, {
    nodes: Object.fromEntries([...nodes].map(([country, { url }]) => [country, { url, token }])),
    clock,
    report: narrator(),
    crossings: borderOf(stores),
    actions,
    ...(sign ? { sign } : {}),
    ...(before ? { goOn: before } : {}),
    reached: (place) => noteIn(dataDir, story, place, clock.now()),
  });
  if (played.ok) await sideBySide(stage, story, played.values);
  return played;
};

/** The same on a running sandbox. */
export const playInSandbox = async (sandbox: Sandbox, story: PlayableStory): Promise<Played> => {
  const pools = new Map<Country, pg.Pool>(
    [...sandbox.databases.nodes].map(([country, { events }]) => [
      country,
      new pg.Pool({ connectionString: events.url, max: 1 }),
    ]),
  );
  const stores = new Map(
    [...pools].map(([country, pool]) => {
      const url = sandbox.eventStores.get(country);
      return [country, url === undefined ? postgresEventStore(pool) : eventStoreDbEventStore(url)];
    }),
  );
  try {
    const { nodes, token, clock, postgres, sign } = sandbox;
    return await playOn({ nodes, token, clock, dataDir: postgres.dataDir, stores, sign }, story);
  } finally {
    for (const store of stores.values()) await store.close();
    for (const pool of pools.values()) await pool.end();
  }
};
