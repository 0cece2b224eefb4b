import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { exchangesOf, kafkaExchange, topicsAmong, type ExchangeRecord, type KafkaCluster } from '#bridge';
import type { Country } from '#casework';
import { instruments } from '#instruments';
import { makeTopics } from '../../../apps/sandbox/exchange.js';
import { startKafka, type RunningKafka } from '../../kit/kafka.js';
import type { Disk } from '../disk.js';
import type { Guard } from '../guard.js';
import type { Weakness } from '../plan.js';
import { unreadable, type ExchangeEngine } from './exchange.js';
import type { Links } from './links.js';

export interface KafkaEngineOptions {
  readonly countries: readonly Country[];
  readonly dir: string;
  readonly links: Links;
  readonly guard: Guard;
  /** Makes a folder a disk of its own, where that is allowed. */
  readonly mount: (folder: string) => Promise<Disk | undefined>;
}

const broker = 1;
const longestStartMs = 60_000;

/** The group under which the nodes read; see `inbound`. */
const readers = 'inbound';

const portOf = (address: string): number => Number(address.split(':')[1]);

/** Lets the broker name a port of ours as its own, so that every client comes through the link. */
const nameItself = async (file: string, own: number, ours: number): Promise<void> => {
  const text = await readFile(file, 'utf8');
  const line = `advertised.listeners=CLIENT://127.0.0.1:`;
  await writeFile(file, text.replace(`${line}${own},`, `${line}${ours},`));
};

/** Everything that the topics ever carried, as a reader of our own group gets it. */
const tapOn = (cluster: KafkaCluster, topics: readonly string[]) => {
  const stop = new AbortController();
  const exchange = kafkaExchange({ cluster, clientId: 'homeward-faults' });
  const seen = new Map<string, ExchangeRecord[]>(topics.map((topic) => [topic, []]));
  const reading = topics.map((topic) =>
    exchange.consume(topic, 'faults', (record) => Promise.resolve(void seen.get(topic)?.push(record)), {
      signal: stop.signal,
    }),
  );
  return {
    exchange,
    seen: (topic: string): readonly ExchangeRecord[] => seen.get(topic) ?? [],
    close: async (): Promise<void> => {
      stop.abort();
      await Promise.allSettled(reading);
      await exchange.close();
    },
  };
};

/** Starts the broker again; the port of the one that was killed may be taken for a moment. */
const restarted = async (kafka: RunningKafka): Promise<void> => {
  for (const until = Date.now() + longestStartMs; ; await pause(300)) {
    try {
      return await kafka.restart(broker);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
};

/** Puts what a stopped broker keeps on a disk of its own. */
const moveToDisk = async (data: string, mount: KafkaEngineOptions['mount']): Promise<Disk | undefined> => {
  const before = `${data}-before`;
  await rename(data, before);
  const disk = await mount(data);
  await cp(before, data, { recursive: true });
  await rm(before, { recursive: true });
  return disk;
};

const weaknessesOf = (
  kafka: RunningKafka,
  disk: Disk | undefined,
  watch: () => Promise<number | undefined>,
): readonly Weakness[] => {
  const target = 'the broker';
  const startAgain = async (): Promise<void> => {
    await restarted(kafka);
    await watch();
  };
  const killed = async (lastsMs: number): Promise<void> => {
    await kafka.kill(broker);
    await pause(lastsMs);
    await startAgain();
  };
  const frozen = async (lastsMs: number): Promise<void> => {
    const pid = await watch();
    if (pid === undefined) return;
    process.kill(pid, 'SIGSTOP');
    await pause(lastsMs);
    process.kill(pid, 'SIGCONT');
  };
  /** A broker that finds no room gives its log up, for good, and ends: it is started again when there is room. */
  const filled =
    (room: Disk) =>
    async (lastsMs: number): Promise<void> => {
      await room.fill();
      await pause(lastsMs);
      await room.free();
      await kafka.kill(broker).catch(() => undefined);
      await startAgain();
    };
  return [
    { kind: 'broker', target, lastsMs: [0, 5_000], inflict: killed },
    { kind: 'freeze', target, lastsMs: [500, 8_000], inflict: frozen },
    ...(disk ? [{ kind: 'disk', target, lastsMs: [500, 4_000], inflict: filled(disk) } as const] : []),
  ];
};

/** One real broker, behind a link that every client comes through. */
export const kafkaEngine = async ({
  countries,
  dir,
  links,
  guard,
  mount,
}: KafkaEngineOptions): Promise<ExchangeEngine> => {
  const kafka = await startKafka({ dir });
  const node = join(dir, `node-${broker}`);
  const watch = async (): Promise<number | undefined> => {
    const pid = Number(await readFile(join(node, 'pid'), 'utf8').catch(() => '')) || undefined;
    guard.watch('broker', pid);
    return pid;
  };
  await watch();
  const own = portOf(kafka.brokers[0] ?? '');
  const link = await links.between('nodes ⇄ broker', () => own);
  await kafka.kill(broker);
  const disk = await moveToDisk(join(node, 'data'), mount);
  await nameItself(join(node, 'server.properties'), own, link.port);
  await restarted(kafka);
  await watch();
  const cluster: KafkaCluster = { kind: 'kafka', brokers: [`127.0.0.1:${link.port}`] };
  for await (const line of makeTopics(cluster.brokers, countries)) void line;
  const topics = topicsAmong(countries).map(({ topic }) => topic);
  const tap = tapOn(cluster, topics);

  return {
    name: `Apache Kafka ${kafka.version}, one broker`,
    topics,
    weaknesses: weaknessesOf(kafka, disk, watch),
    logs: [join(node, 'log')],
    configFor: (_process, country) =>
      Promise.resolve({
        exchange: {
          named: Object.fromEntries(exchangesOf(instruments, country).map((name) => [name, cluster])),
        },
      }),
    again: async (topic, random) => {
      const seen = tap.seen(topic).filter(({ key }) => !key.startsWith(unreadable));
      if (seen.length === 0) return 0;
      const most = random.between(1, 25);
      const first = random.below(2) === 0 ? Math.max(0, seen.length - most) : random.below(seen.length);
      const records = seen.slice(first, first + most);
      for (const { key, message, headers } of records)
        await tap.exchange.publish(topic, key, message, headers);
      return records.length;
    },
    putUnreadable: (topic, key) => tap.exchange.publish(topic, key, key, { of: 'a later version' }),
    undelivered: async () => {
      const flows = await Promise.all(topics.map((topic) => tap.exchange.flow(topic, readers)));
      return flows.reduce((sum, { waiting }) => sum + waiting, 0);
    },
    close: async () => {
      await tap.close();
      await kafka.stop();
      guard.watch('broker', undefined);
    },
  };
};
