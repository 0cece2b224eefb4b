import pg from 'pg';
import { commandAddresses } from '#door';
import type { Country } from '#casework';
import { postgresEventStore } from '#event-store';
import { borderOf } from './border.js';
import { sideBySide } from './histories.js';
import { journalOf, noteIn } from './journal.js';
import type { Sandbox } from './sandbox.js';
import { playStory, type PlayableStory, type Played } from './story/index.js';
import { narrator } from './terminal.js';

const actions = Object.fromEntries(commandAddresses.map(({ type, path }) => [type, `POST ${path}`]));

/** Plays a story on a running sandbox, tells its progress, and shows the case histories that the story names. */
export const playInSandbox = async (sandbox: Sandbox, story: PlayableStory): Promise<Played> => {
  const pools = new Map<Country, pg.Pool>(
    [...sandbox.databases.nodes].map(([country, { events }]) => [
      country,
      new pg.Pool({ connectionString: events.url, max: 1 }),
    ]),
  );
  const stores = new Map([...pools].map(([country, pool]) => [country, postgresEventStore(pool)]));
  try {
    const nodes = Object.fromEntries(
      [...sandbox.nodes].map(([country, { url }]) => [country, { url, token: sandbox.token }]),
    );
    const { dataDir } = sandbox.postgres;
    const before = await journalOf(dataDir, story);
    const played = await playStory(story, {
      nodes,
      clock: sandbox.clock,
      report: narrator(),
      crossings: borderOf(stores),
      actions,
      ...(before ? { goOn: before } : {}),
      reached: (place) => noteIn(dataDir, story, place, sandbox.clock.now()),
    });
    if (played.ok) await sideBySide(sandbox, story, played.values);
    return played;
  } finally {
    for (const store of stores.values()) await store.close();
    for (const pool of pools.values()) await pool.end();
  }
};
