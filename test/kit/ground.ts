import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { factsOf } from '#countries';
import { prepareDatabases } from '../../apps/sandbox/databases.js';
import { installExchange } from '../../apps/sandbox/exchange.js';
import { identitiesOf } from '../../apps/sandbox/identity.js';
import { startPostgres } from '../../apps/sandbox/postgres.js';
import { freePortFrom } from '../../apps/sandbox/postgres/port.js';
import type { Node, TestSandbox, Who } from './sandbox.js';
import { askingAs } from './asking.js';
import { cableTo, type Cable } from './cable.js';
import { runMigration, startProcess, type NodeProcess } from './process.js';

const countries = ['TH', 'MM'] as const;
const audience = 'homeward';
const projectorPassword = 'projector';

/** An OIDC provider as the nodes see it: a key set under an address. */
const issuer = async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(keys);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (country: Node, agency: string): Promise<string> =>
    new SignJWT({ country, agency, roles: ['approver'] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject(`${agency}-officer`)
      .setExpirationTime('2h')
      .sign(privateKey);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url, sign, close };
};

/** Everything that processes of two nodes stand on, and what a test needs to break it. */
export interface Ground extends Pick<TestSandbox, 'get' | 'post' | 'sql'> {
  /** Of Thailand's processes: to the event store, to the other tables, to the exchange. */
  readonly cables: Readonly<Record<'events' | 'tables' | 'exchange', Cable>>;
  readonly postgres: { start(): Promise<void>; stop(): Promise<void> };
  /** Runs the job that brings a node's database up to date. */
  migrate(node: Node): ReturnType<typeof runMigration>;
  /** Starts a process that owns nothing, with these roles; resolves when it listens. */
  start(node: Node, roles: string, name?: string): Promise<NodeProcess>;
  readonly ownerUrl: (node: Node) => string;
  /** The process that `get` and `post` ask. */
  ask(node: Node, process: NodeProcess): void;
  stop(): Promise<void>;
}

const projectorRoles = async (adminUrl: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  for (const node of countries) {
    const database = `homeward_${node.toLowerCase()}`;
    await admin.query(`create role ${database}_projector login password '${projectorPassword}'`);
    await admin.query(`grant connect on database ${database} to ${database}_projector`);
  }
  await admin.end();
};

const through = (url: string, port: number): string => {
  const other = new URL(url);
  other.port = String(port);
  return other.href;
};

/** A PostgreSQL of its own with two prepared, not yet installed nodes and an exchange between them. */
export const startGround = async (): Promise<Ground> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'homeward-processes-'));
  const folder = join(dataDir, 'sandbox');
  const port = await freePortFrom(11_000 + Math.floor(Math.random() * 8_000));
  let server = await startPostgres({ dataDir: folder, port });
  const { port: listening } = server;
  const databases = await prepareDatabases(server, countries);
  await installExchange(databases);
  await projectorRoles(server.adminUrl);
  const { secrets, stampKeys, partyKeys } = await identitiesOf(folder, countries);
  const tokens = await issuer();
  const to = (): Promise<Cable> => cableTo(() => listening);
  const cables = { events: await to(), tables: await to(), exchange: await to() };
  const signed = new Map<Who, string>();
  for (const node of countries)
    for (const { id } of factsOf(node).agencies) signed.set(`${node}/${id}`, await tokens.sign(node, id));
  const kept = async (name: string, text: string): Promise<string> => {
    const path = join(dataDir, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };

  const databaseOf = (node: Node) => {
    const found = databases.nodes.get(node);
    if (!found) throw new Error(`no database for ${node}`);
    return found;
  };
  const environmentOf = async (node: Node): Promise<Record<string, string>> => {
    const { app, bridge, events, exchange, database } = databaseOf(node);
    const ofThailand = node === 'TH';
    const projector = new URL(app.url);
    projector.username = `${database}_projector`;
    projector.password = projectorPassword;
    const { events: eventsCable, tables, exchange: exchangeCable } = cables;
    const over = (url: string, cable: Cable): string => (ofThailand ? through(url, cable.port) : url);
    return {
      COUNTRY: node,
      // Three in files and two in the environment, as secrets of a deployment are.
      DATABASE_APP_URL_FILE: await kept(`${node}-app`, `${over(app.url, tables)}\n`),
      DATABASE_BRIDGE_URL: over(bridge.url, tables),
      DATABASE_EVENTS_URL_FILE: await kept(`${node}-events`, over(events.url, eventsCable)),
      DATABASE_PROJECTOR_URL_FILE: await kept(`${node}-projector`, over(projector.href, tables)),
      EXCHANGE_URL: over(exchange.url, exchangeCable),
      SECRETS_FILE: await kept(`${node}-secrets.json`, JSON.stringify(secrets.get(node))),
      STAMP_KEYS_FILE: await kept(`${node}-stamp-keys.json`, JSON.stringify(stampKeys.get(node))),
      PARTY_KEYS_FILE: await kept('party-keys.json', JSON.stringify(partyKeys)),
      TOKEN_AUDIENCE: audience,
      TOKEN_ISSUER: tokens.url,
      TOKEN_JWKS_URL: tokens.url,
      REQUESTS_PER_MINUTE: '600000',
    };
  };

  const running = new Set<NodeProcess>();
  const asked = new Map<Node, NodeProcess>();
  const pools = new Map<string, pg.Pool>();
  const poolOf = (where: Node | 'exchange'): pg.Pool => {
    const connectionString = where === 'exchange' ? databases.exchangeAdminUrl : databaseOf(where).owner.url;
    const pool = pools.get(where) ?? new pg.Pool({ connectionString, max: 2 });
    if (!pools.has(where)) pool.on('error', () => undefined);
    pools.set(where, pool);
    return pool;
  };
  const tokenOf = (who: Who): string => {
    const token = signed.get(who);
    if (!token) throw new Error(`no token for ${who}`);
    return token;
  };
  const urlFor = (who: Who): string => {
    const process = asked.get(who.startsWith('TH/') ? 'TH' : 'MM');
    if (!process) throw new Error(`nobody to ask for ${who}`);
    return process.url;
  };
  const ownerOf = (node: Node) => ({ DATABASE_OWNER_URL: databaseOf(node).owner.url });

  return {
    cables,
    postgres: {
      start: async () => {
        server = await startPostgres({ dataDir: folder, port: listening });
        if (server.port !== listening) throw new Error('another program took the port of PostgreSQL');
      },
      stop: async () => {
        for (const pool of pools.values()) await pool.end();
        pools.clear();
        await server.stop();
      },
    },
    migrate: async (node) => runMigration({ ...(await environmentOf(node)), ...ownerOf(node) }),
    start: async (node, roles, name = roles) => {
      const process = await startProcess(name, { ...(await environmentOf(node)), ROLES: roles });
      running.add(process);
      return process;
    },
    ownerUrl: (node) => databaseOf(node).owner.url,
    ask: (node, process) => void asked.set(node, process),
    ...askingAs(urlFor, tokenOf),
    sql: async <R extends pg.QueryResultRow>(where: Node | 'exchange', statement: string) =>
      (await poolOf(where).query<R>(statement)).rows,
    stop: async () => {
      await Promise.all([...running].map((process) => process.kill()));
      for (const pool of pools.values()) await pool.end();
      await Promise.all(Object.values(cables).map((cable) => cable.close()));
      tokens.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
