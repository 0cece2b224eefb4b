import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One or three brokers of a real Apache Kafka, each a process of its own on 127.0.0.1. */
export interface RunningKafka {
  /** `127.0.0.1:<port>` of each broker. */
  readonly brokers: readonly string[];
  readonly version: string;
  readonly dir: string;
  /** Ends one broker without a warning (kill -9); brokers are numbered from 1. */
  kill(node: number): Promise<void>;
  restart(node: number): Promise<void>;
  stop(): Promise<void>;
}

export interface KafkaOptions {
  /** An empty folder, or one that an earlier start has used. */
  readonly dir: string;
  readonly nodes?: 1 | 3;
  /** TLS, SCRAM and ACLs, with these users beside the superuser `admin` (password `admin-secret`). */
  readonly users?: Readonly<Record<string, string>>;
}

/** The program that runs brokers: `KAFKA_PROGRAM`, or ../shared/kafka/kafka beside the project. Undefined where there is none. */
export const kafkaProgram = (): string | undefined => {
  const path = process.env['KAFKA_PROGRAM'] ?? resolve('..', 'shared', 'kafka', 'kafka');
  return existsSync(path) ? path : undefined;
};

/** Why no broker can be started here; undefined where one can. */
export const kafkaMissing = async (): Promise<string | undefined> => {
  if (!kafkaProgram()) return 'no Kafka beside the project (../shared/kafka) and none named by KAFKA_PROGRAM';
  return run('java', ['-version']).then(
    () => undefined,
    () => 'Kafka needs Java 17 or newer on the PATH',
  );
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });

/** Each broker takes three ports, ten after those of the one before it. */
const freePort = async (nodes: number): Promise<number> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + 40 * Math.floor(Math.random() * 300);
    const wanted = Array.from({ length: nodes }, (_, node) =>
      [0, 1, 2].map((n) => port + 10 * node + n),
    ).flat();
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error('No free ports were found for the brokers.');
};

/** Starts brokers on free ports and resolves when all of them answer. Rejects with the end of their log. */
export const startKafka = async ({ dir, nodes = 1, users }: KafkaOptions): Promise<RunningKafka> => {
  const program = kafkaProgram();
  if (!program) throw new Error(await kafkaMissing());
  const kafka = async (...args: readonly string[]): Promise<string> =>
    (
      await run('bash', [program, ...args], {
        env: { ...process.env, KAFKA_HEAP: process.env['KAFKA_HEAP'] ?? '256m' },
      })
    ).stdout;
  const secure = users
    ? ['--secure', ...Object.entries(users).flatMap(([name, password]) => ['--user', `${name}:${password}`])]
    : [];
  const port = await freePort(nodes);
  const said = await kafka('start', dir, '--port', `${port}`, '--nodes', `${nodes}`, ...secure);
  const brokers = [...said.matchAll(/^node \d+ (\S+) \d+$/gm)].map(([, broker = '']) => broker);
  const told = await run('bash', ['-c', `ls "$(dirname "$0")/lib"`, program]);
  const version = /kafka-clients-([\d.]+)\.jar/.exec(told.stdout)?.[1] ?? 'of an unknown version';
  return {
    brokers,
    version,
    dir,
    kill: async (node) => void (await kafka('kill', dir, `${node}`)),
    restart: async (node) => void (await kafka('restart', dir, `${node}`)),
    stop: async () => void (await kafka('stop', dir)),
  };
};
