import { join } from 'node:path';
import { pino } from 'pino';
import { sandboxIssuer, type SandboxIssuer } from '#access';
import { agencyOf, type Country } from '#casework';
import { factsOf } from '#countries';
import { createNode, type RunningNode } from '../node/create-node.js';
import type { NamedExchanges } from '../node/exchange-settings.js';
import { sandboxPortOf } from './countries.js';
import { prepareDatabases, type Databases } from './databases.js';
import { installExchange, makeTopics } from './exchange.js';
import { keptSecret } from './identity.js';
import { configOf, identitiesIn, kafkaExchange, noteRunning } from './kept-nodes.js';
import { keptClock, type KeptClock } from './kept-clock.js';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { onFreePort } from './postgres/port.js';
import { keysOfSigners, signersIn, signingWith } from './signers.js';
import type { PlayOptions, StoryActor } from './story/index.js';
import { say } from './terminal.js';

export interface SandboxOptions {
  /** Whose nodes are brought up. */
  readonly countries: readonly Country[];
  readonly dataDir: string;
  readonly ephemeral: boolean;
  /** Where the clock stands at first, ISO 8601 instant, unless the data go further; the machine's time where absent. */
  readonly startAt?: string;
  readonly requestsPerMinute?: number;
  /** With which the metrics of its nodes are read; nobody reads them where absent. */
  readonly metricsToken?: string | undefined;
  /** The EventStoreDB (`esdb://`) of the countries that have one; the others' events stand in PostgreSQL. */
  readonly eventStores?: ReadonlyMap<Country, string>;
  /** Brokers (`host:port`) of a plain Kafka over which messages cross; tables in PostgreSQL where absent. */
  readonly kafka?: readonly string[];
}

export interface Sandbox {
  readonly postgres: RunningPostgres;
  readonly databases: Databases;
  readonly nodes: ReadonlyMap<Country, RunningNode>;
  readonly eventStores: ReadonlyMap<Country, string>;
  readonly clock: KeptClock;
  readonly token: (actor: StoryActor) => Promise<string>;
  /** Signs for a party of an instrument. */
  readonly sign: NonNullable<PlayOptions['sign']>;
  stop(): Promise<void>;
}

const audience = 'homeward';

/** The exchange on a Kafka; its topics are made where they are missing. */
const kafkaAt = async (
  brokers: readonly string[],
  countries: readonly Country[],
): Promise<NamedExchanges> => {
  for await (const line of makeTopics(brokers, countries)) say(line);
  return kafkaExchange(brokers, countries);
};

/** A token for somebody of an agency: somebody who may sign for it where no role is named. */
const tokensFrom =
  (issuer: SandboxIssuer) =>
  ({ node, agency, role, person }: StoryActor): Promise<string> => {
    if (!agencyOf(factsOf(node), agency))
      throw new Error(`${node} has no agency "${agency}"; its facts name them all.`);
    return issuer.sign({
      id: `${agency}-${person ?? 'officer'}`,
      country: node,
      agency,
      roles: [role ?? 'approver'],
    });
  };

/** Brings up PostgreSQL, the exchange and a node for each country named. */
export const startSandbox = async ({
  countries,
  dataDir,
  ephemeral,
  startAt,
  requestsPerMinute = 600_000,
  metricsToken,
  eventStores = new Map(),
  kafka,
}: SandboxOptions): Promise<Sandbox> => {
  const postgres = await startPostgres({ dataDir, ephemeral });
  const nodes = new Map<Country, RunningNode>();
  const clock = await keptClock(postgres.dataDir, startAt);
  const stop = async (): Promise<void> => {
    await Promise.allSettled([...nodes.values()].map((node) => node.stop()));
    await clock.stop();
    await postgres.stop();
  };
  try {
    const databases = await prepareDatabases(postgres, countries);
    await installExchange(databases);
    const named = kafka && (await kafkaAt(kafka, countries));
    const identities = await identitiesIn(postgres.dataDir, databases, eventStores);
    const signers = await signersIn(postgres.dataDir);
    const privateKey = await keptSecret(join(postgres.dataDir, 'token-issuer.pem'), async () =>
      (await sandboxIssuer({ audience })).privateKey(),
    );
    const issuer = await sandboxIssuer({ audience, privateKey });
    const logTo = pino.destination({ dest: join(postgres.dataDir, 'nodes.log'), sync: false, mkdir: true });
    for (const country of countries) {
      const config = {
        ...configOf(country, {
          ...{ databases, ...identities, eventStores, named },
          instrumentKeys: keysOfSigners(signers),
        }),
        tokens: { audience, issuers: [issuer.trusted], acceptSandbox: true },
        metricsToken,
        logLevel: 'info',
        clock,
      } as const;
      const node = await onFreePort(sandboxPortOf(country), (port) =>
        createNode(country, { ...config, http: { host: '127.0.0.1', port, requestsPerMinute } }, logTo),
      );
      nodes.set(country, node);
    }
    await noteRunning(postgres, { eventStores, ...(kafka ? { kafka } : {}) });
    const sign = signingWith(signers, () => clock.now());
    return { postgres, databases, nodes, eventStores, clock, token: tokensFrom(issuer), sign, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
