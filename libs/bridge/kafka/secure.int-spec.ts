import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { kafkaMissing, kafkaProgram, startKafka, type RunningKafka } from '../../../test/kit/kafka.js';
import { saySkipped } from '../../../test/kit/shared-kafka.js';
import { eventually } from '../exchange.contract.js';
import { kafkaClient } from './client.js';
import { kafkaExchange } from './exchange.js';
import { provisionTopics, TopicSettings } from './provision.js';
import { KafkaCluster } from './settings.js';

const run = promisify(execFile);
jest.setTimeout(60_000);

const missing = await kafkaMissing();
if (missing) saySkipped('topics, rights and logins on a secure Kafka', missing);
const onSecure = missing ? describe.skip : describe;

const users = { 'homeward-th': 'th-secret', 'homeward-mm': 'mm-secret', outsider: 'other-secret' };
const topic = 'homeward.th.mm';
/** Of each direction one for messages of cases and one for announcements. */
const topics = [topic, `${topic}.announcements`, 'homeward.mm.th', 'homeward.mm.th.announcements'];
let kafka: RunningKafka;

beforeAll(async () => {
  if (missing) return;
  const dir = await mkdtemp(join(process.env['TEST_KAFKA_FOLDER'] ?? tmpdir(), 'secure-'));
  kafka = await startKafka({ dir, users });
}, 60_000);

afterAll(async () => {
  await kafka?.stop();
});

const clusterAs = (username: string, password: string) =>
  KafkaCluster.parse({
    kind: 'kafka',
    brokers: kafka.brokers,
    tls: { caFile: join(kafka.dir, 'tls', 'ca.pem') },
    sasl: { mechanism: 'scram-sha-512', username, password },
  });

const settings = (change: Partial<TopicSettings> = {}): TopicSettings =>
  TopicSettings.parse({
    cluster: clusterAs('admin', 'admin-secret'),
    members: { TH: 'homeward-th', MM: 'homeward-mm' },
    partitions: 3,
    replication: 1,
    minInsyncReplicas: 1,
    ...change,
  });

const provisioned = async (change: Partial<TopicSettings> = {}, options = {}): Promise<string[]> => {
  const said: string[] = [];
  const asked = { dryRun: false, prune: false, ...options };
  for await (const line of provisionTopics(settings(change), asked)) said.push(line);
  return said;
};

/** An exchange as some user, with what it was told to do. */
const endOf = (username: keyof typeof users, password: string = users[username]) => {
  const told: string[] = [];
  const exchange = kafkaExchange({
    cluster: clusterAs(username, password),
    clientId: username,
    firstPause: 20,
    onTrouble: (_, text) => void told.push(text),
  });
  return { exchange, told };
};

const withAdmin = async <T>(work: (admin: kafkajs.Admin) => Promise<T>): Promise<T> => {
  const admin = kafkaClient(clusterAs('admin', 'admin-secret'), 'spec', () => undefined).admin();
  await admin.connect();
  return work(admin).finally(() => admin.disconnect());
};

onSecure('topics and rights', () => {
  it('are said and not made on a dry run', async () => {
    const said = await provisioned({}, { dryRun: true });
    expect(said).toContain(`create: ${topic}, 3 partitions, kept 1 times, for 14 days`);
    expect(said).toContain(`give: User:homeward-th may WRITE topic ${topic} (literal)`);
    expect(await withAdmin((admin) => admin.listTopics())).not.toContain(topic);
  });

  it('are made as planned, and found in order when it runs again', async () => {
    const said = await provisioned();
    expect(said.filter((line) => line.startsWith('create: '))).toEqual(
      topics.map((name) => `create: ${name}, 3 partitions, kept 1 times, for 14 days`),
    );
    expect(said.filter((line) => line.startsWith('give: '))).toHaveLength(3 * topics.length);
    expect(await provisioned()).toEqual([]);
    const { resources } = await withAdmin((admin) =>
      admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic }],
      }),
    );
    const config = new Map(resources[0]?.configEntries.map((entry) => [entry.configName, entry.configValue]));
    expect(config.get('retention.ms')).toBe('1209600000');
    // Said of the topic itself: a cluster may limit all others by size.
    const bytes = resources[0]?.configEntries.find(({ configName }) => configName === 'retention.bytes');
    expect(bytes).toMatchObject({ configValue: '-1', isDefault: false });
    expect(config.get('min.insync.replicas')).toBe('1');
  });

  it('follow a change of how long messages are kept', async () => {
    expect(await provisioned({ retentionDays: 7 })).toEqual(
      topics.map((name) => `set: ${name} retention.ms=604800000 (was 1209600000)`),
    );
    expect(await provisioned({ retentionDays: 7 })).toEqual([]);
  });

  it('refuse another number of partitions, because keys would move', async () => {
    await expect(provisioned({ partitions: 6, retentionDays: 7 })).rejects.toThrow('set "partitions" to 3');
  });

  it('name a right that nobody planned, and take it away when asked to', async () => {
    const strange = {
      resourceType: kafkajs.AclResourceTypes.TOPIC,
      resourceName: topic,
      resourcePatternType: kafkajs.ResourcePatternTypes.LITERAL,
      principal: 'User:outsider',
      host: '*',
      operation: kafkajs.AclOperationTypes.READ,
      permissionType: kafkajs.AclPermissionTypes.ALLOW,
    };
    await withAdmin((admin) => admin.createAcls({ acl: [strange] }));
    const right = `User:outsider may READ topic ${topic} (literal)`;
    expect(await provisioned({ retentionDays: 7 })).toEqual([`not planned: ${right}; --prune takes it away`]);
    expect(await provisioned({ retentionDays: 7 }, { prune: true })).toEqual([`take away: ${right}`]);
    expect(await provisioned({ retentionDays: 7 })).toEqual([]);
  });
});

onSecure('the program of the administrator', () => {
  const program = (...args: readonly string[]) =>
    run(process.execPath, [join('dist', 'apps', 'cli', 'topics.js'), ...args]);

  it('says that everything is as it should be, and what it would do otherwise', async () => {
    const file = join(kafka.dir, 'topics.json');
    await writeFile(file, JSON.stringify(settings({ retentionDays: 7 })));
    expect((await program(file)).stdout).toBe('Everything is as it should be.\n');
    await writeFile(file, JSON.stringify(settings({ retentionDays: 8 })));
    const { stdout } = await program(file, '--dry-run');
    expect(stdout).toContain(`set: ${topic} retention.ms=691200000 (was 604800000)`);
    expect(stdout).toContain('Nothing was done (--dry-run).');
  });

  it('refuses a file that is not in order, with what is wrong', async () => {
    const file = join(kafka.dir, 'wrong.json');
    await writeFile(file, JSON.stringify({ ...settings(), partitions: 0, retention: 7 }));
    await expect(program(file)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /wrong\.json is not in order: partitions: .*retention, not known here/,
      ) as unknown,
    });
  });
});

onSecure('over TLS with SCRAM', () => {
  it('the sending node writes and the receiving node reads', async () => {
    const [sender, receiver] = [endOf('homeward-th'), endOf('homeward-mm')];
    const stop = new AbortController();
    const got: string[] = [];
    await sender.exchange.publish(topic, 'a', 'sealed');
    const consumed = receiver.exchange.consume(
      topic,
      'inbound',
      ({ message }) => Promise.resolve(void got.push(Buffer.from(message).toString())),
      { signal: stop.signal },
    );
    await eventually(() => got.length === 1, 20_000);
    await eventually(async () => (await receiver.exchange.flow(topic, 'inbound')).waiting === 0);
    stop.abort();
    await consumed;
    await Promise.all([sender.exchange.close(), receiver.exchange.close()]);
    expect(got).toEqual(['sealed']);
  });

  it.each(['homeward-mm', 'outsider'] as const)('%s may not write, and is told what to do', async (user) => {
    const { exchange } = endOf(user);
    const published = exchange.publish(topic, 'a', 'forged');
    await expect(published).rejects.toMatchObject({
      code: expect.stringMatching(/^(TOPIC|CLUSTER)_AUTHORIZATION_FAILED$/),
    });
    await expect(published).rejects.toThrow(
      new RegExp(`^The user ${user} may .*write.*Give the right: npm run topics -- FILE`),
    );
    await exchange.close();
  });

  it.each(['homeward-th', 'outsider'] as const)(
    '%s may not read, and is told what to do',
    async (user) => {
      const { exchange, told } = endOf(user);
      const stop = new AbortController();
      let got = 0;
      const reads: boolean[] = [];
      const consumed = exchange.consume(topic, 'inbound', () => Promise.resolve(void (got += 1)), {
        signal: stop.signal,
        onReading: (now) => void reads.push(now),
      });
      const sentence = new RegExp(
        `he user ${user} may (not read|write to no).*Give the right: npm run topics`,
      );
      await eventually(() => told.some((text) => sentence.test(text)), 20_000);
      stop.abort();
      await consumed;
      await exchange.close();
      expect(got).toBe(0);
      expect([reads.includes(false), reads.includes(true)]).toEqual([true, false]);
    },
    30_000,
  );

  it('a wrong password is refused with a sentence', async () => {
    const { exchange } = endOf('homeward-th', 'wrong');
    await expect(exchange.publish(topic, 'a', 'text')).rejects.toThrow(
      'The brokers do not take the login of the user homeward-th.',
    );
    await exchange.close();
  });

  it('a user that users.sh made can log in', async () => {
    const file = join(kafka.dir, 'la-password');
    await writeFile(file, 'la-secret\n', { mode: 0o600 });
    const { stdout } = await run(
      'bash',
      [
        'deploy/kafka/users.sh',
        kafka.brokers[0]!,
        join(kafka.dir, 'admin.properties'),
        `homeward-la=${file}`,
      ],
      { env: { ...process.env, KAFKA_CONFIGS: `bash ${kafkaProgram()} tool configs` } },
    );
    expect(stdout).toContain('user homeward-la: password set');
    const admin = kafkaClient(clusterAs('homeward-la', 'la-secret'), 'spec', () => undefined).admin();
    await admin.connect();
    await admin.disconnect();
  });
});
