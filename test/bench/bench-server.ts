import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Country } from '#casework';
import { install } from '../../apps/node/install.js';
import { prepareDatabases, type Databases, type NodeDatabase } from '../../apps/sandbox/databases.js';
import { installExchange } from '../../apps/sandbox/exchange.js';
import { startPostgres, type RunningPostgres } from '../../apps/sandbox/postgres.js';

/** The server of a run, and a database for each part of it: those of two nodes, and two that stay apart from them. */
export interface BenchServer {
  readonly postgres: RunningPostgres;
  readonly databases: Databases;
  readonly of: (country: Country) => NodeDatabase;
  stop(): Promise<void>;
}

/** Thailand and Myanmar have nodes; the databases of the others serve measures that want no node beside them. */
export const engineCountry: Country = 'KH';
export const viewsCountry: Country = 'LA';
const countries: readonly Country[] = ['TH', 'MM', engineCountry, viewsCountry];

/** Throws where the server could lose what it has acknowledged: figures of such a server say nothing. */
export const refuseUnsafe = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting <> 'on' order by name`,
    );
    if (rows.length > 0)
      throw new Error(
        `The server runs with ${rows.map(({ name, setting }) => `${name}=${setting}`).join(', ')}. ` +
          'The benchmark measures with them on only.',
      );
  } finally {
    await client.end();
  }
};

/** Brings up the server and its installed databases, in a folder that goes with them. */
export const prepareBenchServer = async (): Promise<BenchServer> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'homeward-bench-'));
  const postgres = await startPostgres({ dataDir, ephemeral: true, port: 54_900 });
  try {
    await refuseUnsafe(postgres.adminUrl);
    const databases = await prepareDatabases(postgres, countries);
    await installExchange(databases);
    const of = (country: Country): NodeDatabase => {
      const found = databases.nodes.get(country);
      if (!found) throw new Error(`No database was prepared for ${country}.`);
      return found;
    };
    for (const country of countries) {
      const { owner, events, app } = of(country);
      await install({ database: { ownerUrl: owner.url, eventsUrl: events.url, appUrl: app.url } });
    }
    return { postgres, databases, of, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};
