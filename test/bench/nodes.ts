import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { sandboxIssuer } from '#access';
import type { Actor, Country } from '#casework';
import type { NodeConfig } from '../../apps/node/config.js';
import { roles as allRoles, type Role } from '../../apps/node/roles.js';
import { identitiesOf } from '../../apps/sandbox/identity.js';
import { freePortFrom } from '../../apps/sandbox/postgres/port.js';
import { benchStampKeys } from './engine.js';
import type { Begin } from '../kit/node.child.js';
import type { BenchServer } from './bench-server.js';

const Told = z.object({ url: z.string() });

/** What a process tells once it serves. Rejects where it ends instead, which it says on standard error. */
const told = async (child: ChildProcess): Promise<z.output<typeof Told>> => {
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  return Told.parse((await once(child, 'message', { signal: gone.signal }))[0]);
};

export interface BenchNode {
  readonly url: string;
  stop(): Promise<void>;
}

const audience = 'homeward';

/** Starts nodes in processes of their own, as they would run, and signs tokens for them. */
export const nodesOn = async (server: BenchServer, profiles?: string) => {
  const countries: readonly Country[] = ['TH', 'MM'];
  const { secrets, partyKeys } = await identitiesOf(server.postgres.dataDir, countries);
  const issuer = await sandboxIssuer({ audience });

  const configOf = async (country: Country, roles: readonly Role[]): Promise<NodeConfig> => {
    const own = secrets.get(country);
    if (!own) throw new Error(`${country} has no secrets.`);
    const { owner, events, app, exchange } = server.of(country);
    return {
      roles,
      http: { host: '127.0.0.1', port: await freePortFrom(18_000), requestsPerMinute: 100_000_000 },
      database: { ownerUrl: owner.url, eventsUrl: events.url, appUrl: app.url },
      exchange: { url: exchange.url },
      secrets: own,
      stampKeys: benchStampKeys,
      partyKeys,
      tokens: { audience, issuers: [issuer.trusted], acceptSandbox: true },
      logLevel: 'info',
    };
  };

  const start = async (country: Country, roles: readonly Role[] = allRoles): Promise<BenchNode> => {
    const profiling = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
    const child: ChildProcess = fork(new URL('../kit/node.child.js', import.meta.url), {
      execArgv: profiling,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const log = join(server.postgres.dataDir, `bench-${[country, ...roles].join('-')}.log`);
    child.send({ country, config: await configOf(country, roles), log, wholeLog: false } satisfies Begin);
    const { url } = await told(child).catch((cause: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`The node of ${country} did not start.`, { cause });
    });
    return {
      url,
      stop: async () => {
        if (child.exitCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      },
    };
  };

  return {
    /** Starts a process with some roles of a country's node, all where none are named; resolves when it serves. */
    start,
    token: (actor: Actor): Promise<string> => issuer.sign(actor),
    /** The key-encryption secret of a country's node, to seal events in its name. */
    keyOf: (country: Country) => {
      const found = secrets.get(country)?.keyEncryption;
      if (!found) throw new Error(`${country} has no key.`);
      return { id: found.id, secret: Buffer.from(found.secret, 'hex') };
    },
  };
};

export type Nodes = Awaited<ReturnType<typeof nodesOn>>;
