import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saySkipped } from '../../test/kit/shared-kafka.js';
import { metricsToken, startTestSandbox, type TestSandbox } from '../../test/kit/sandbox.js';
import { runProgram } from '../../test/kit/program.js';
import { kafkaMissing, startKafka, type RunningKafka } from '../../test/kit/kafka.js';

const missing = await kafkaMissing();
if (missing) saySkipped('two nodes over Kafka', missing);
const onKafka = missing ? describe.skip : describe;

let folder: string;
let kafka: RunningKafka;

beforeAll(async () => {
  if (missing) return;
  folder = await mkdtemp(join(tmpdir(), 'homeward-kafka-e2e-'));
  kafka = await startKafka({ dir: join(folder, 'broker') });
  process.stdout.write(`two nodes over kafkajs 2.2.4 on Apache Kafka ${kafka.version}\n`);
}, 120_000);

afterAll(async () => {
  if (missing) return;
  await kafka.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Plays a story on a sandbox of its own over the broker; resolves with its exit code and what it said. */
const played = (story: string) => {
  const over = ['--kafka', kafka.brokers.join(','), '--data', join(folder, 'data')];
  return runProgram('sandbox/main.js', ['--exit', '--story', story, ...over], { longestMs: 230_000 });
};

onKafka('two nodes over Kafka', () => {
  it('play a story to its end, every message crossing over the broker', async () => {
    const { code, said } = await played(join('docs', 'how-to', 'a-question-waits.yaml'));
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('The story ended with every step done.') as unknown,
    });
    expect(said).toContain('create: homeward.th.mm, 6 partitions');
    const log = await readFile(join(folder, 'data', 'nodes.log'), 'utf8');
    expect(log).toContain('exchange thailand-myanmar');
  }, 240_000);

  describe('that stay up', () => {
    let sandbox: TestSandbox;

    beforeAll(async () => {
      sandbox = await startTestSandbox('--kafka', kafka.brokers.join(','));
    }, 120_000);
    afterAll(() => sandbox?.stop(), 60_000);

    it('tell in their metrics how much waits on each topic, and whether the exchange answers', async () => {
      const metrics = async (): Promise<string> =>
        (
          await fetch(`${sandbox.urls.TH}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
        ).text();
      const labels = 'exchange="thailand-myanmar",topic="homeward.mm.th",country="TH"';
      const until = Date.now() + 30_000;
      while (!(await metrics()).includes(`homeward_exchange_answers{${labels}} 1`) && Date.now() < until);
      const text = await metrics();
      expect(text).toContain(`homeward_exchange_answers{${labels}} 1`);
      expect(text).toMatch(new RegExp(`homeward_exchange_waiting\\{${labels}\\} \\d+`));
    }, 60_000);
  });
});
