import { existsSync } from 'node:fs';
import pg from 'pg';
import type { Country } from '#casework';
import type { RunningPostgres } from './postgres.js';
import { passwordsOf } from './secrets.js';

/** A login of one role on one database. */
export interface Login {
  readonly role: string;
  readonly password: string;
  readonly url: string;
}

/** What one node has of its own. No role of a node can connect to another node's database. */
export interface NodeDatabase {
  readonly country: Country;
  readonly database: string;
  /** Owns the database: installs and migrates. The running node does not use it. */
  readonly owner: Login;
  /** Reads and appends events by what the event store grants it, nothing else. */
  readonly events: Login;
  /** Of the api: views, keys and the access log, by what the installation grants it. */
  readonly app: Login;
  /** Of the bridge: keys, what waits in it, its checkpoints, by what the installation grants it. */
  readonly bridge: Login;
  /** On the exchange database, by what the exchange grants it. */
  readonly exchange: Login;
}

export interface Databases {
  readonly nodes: ReadonlyMap<Country, NodeDatabase>;
  /** The exchange database, as the server's administrator: for its installation only. */
  readonly exchangeAdminUrl: string;
}

const exchangeDatabase = 'homeward_exchange';

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const urlFor = (adminUrl: string, database: string, login?: { role: string; password: string }): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (login) {
    url.username = login.role;
    url.password = login.password;
  }
  return url.toString();
};

/** Makes a login role where there is none, and sets its password and its want of every other right. */
const ensureRole = async (client: pg.Client, role: string, password: string): Promise<void> => {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  await client.query(
    `${rowCount === 0 ? 'create' : 'alter'} role ${pg.escapeIdentifier(role)} with login nosuperuser nocreatedb ` +
      `nocreaterole noreplication nobypassrls password ${pg.escapeLiteral(password)}`,
  );
};

/** Makes a database where there is none, closed to all but its owner and those named. */
const ensureDatabase = async (
  client: pg.Client,
  name: string,
  options: { owner?: string; open: readonly string[] },
): Promise<void> => {
  const database = pg.escapeIdentifier(name);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${database}`);
  if (options.owner)
    await client.query(`alter database ${database} owner to ${pg.escapeIdentifier(options.owner)}`);
  await client.query(`revoke all on database ${database} from public`);
  for (const role of options.open)
    await client.query(`grant connect on database ${database} to ${pg.escapeIdentifier(role)}`);
};

/** The databases of nodes on a server, with passwords made once and kept in the data folder. */
export const databasesOn = async (
  { adminUrl, dataDir }: Pick<RunningPostgres, 'adminUrl' | 'dataDir'>,
  countries: readonly Country[],
): Promise<Databases> => {
  if (!existsSync(dataDir)) throw new Error(`The data folder ${dataDir} does not exist.`);
  const nameOf = (country: Country) => `homeward_${country.toLowerCase()}`;
  const parts = ['owner', 'events', 'app', 'bridge', 'exchange'] as const;
  const passwords = await passwordsOf(
    dataDir,
    countries.flatMap((country) => parts.map((part) => `${nameOf(country)}_${part}`)),
  );
  const loginOf = (country: Country, part: (typeof parts)[number]): Login => {
    const role = `${nameOf(country)}_${part}`;
    const password = passwords.get(role) ?? '';
    const database = part === 'exchange' ? exchangeDatabase : nameOf(country);
    return { role, password, url: urlFor(adminUrl, database, { role, password }) };
  };
  const nodes = countries.map((country): NodeDatabase => ({
    country,
    database: nameOf(country),
    owner: loginOf(country, 'owner'),
    events: loginOf(country, 'events'),
    app: loginOf(country, 'app'),
    bridge: loginOf(country, 'bridge'),
    exchange: loginOf(country, 'exchange'),
  }));
  return {
    nodes: new Map(nodes.map((node) => [node.country, node])),
    exchangeAdminUrl: urlFor(adminUrl, exchangeDatabase),
  };
};

/**
 * Gives each node a database and roles of its own, and all of them a shared exchange database. May be called at every
 * start.
 */
export const prepareDatabases = async (
  server: Pick<RunningPostgres, 'adminUrl' | 'dataDir'>,
  countries: readonly Country[],
): Promise<Databases> => {
  const databases = await databasesOn(server, countries);
  const nodes = [...databases.nodes.values()];
  await withClient(server.adminUrl, async (client) => {
    await client.query('revoke connect on database postgres from public');
    for (const { database, owner, events, app, bridge, exchange } of nodes) {
      for (const { role, password } of [owner, events, app, bridge, exchange])
        await ensureRole(client, role, password);
      await ensureDatabase(client, database, {
        owner: owner.role,
        open: [owner.role, events.role, app.role, bridge.role],
      });
    }
    await ensureDatabase(client, exchangeDatabase, { open: nodes.map(({ exchange }) => exchange.role) });
  });
  return databases;
};
