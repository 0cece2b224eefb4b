import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noKafka } from '../../test/kit/shared-kafka.js';
import { endingOf, runProgram } from '../../test/kit/program.js';
import { startKafka } from '../../test/kit/kafka.js';

const story = join(process.cwd(), 'docs', 'how-to', 'asking-home.yaml');
const longestMs = 300_000;

const played = (dataDir: string, environment: Readonly<Record<string, string>>) =>
  runProgram('engines/main.js', ['--data', dataDir, '--story', story, '--exit'], {
    environment,
    longestMs: longestMs - 30_000,
  });

/** Still running: their numbers stand in what was said of them. */
const alive = (said: string): readonly number[] =>
  [...said.matchAll(/process (\d+)$/gm)]
    .map(([, pid]) => Number(pid))
    .filter((pid) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    });

describe('two national systems as plain processes', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-engines-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    'play a story, each role in a process of its own, over Kafka where there is one',
    async () => {
      const missing = await noKafka();
      if (missing) process.stdout.write(`the exchange of this spec is the embedded one: ${missing}\n`);
      const given = process.env['KAFKA_BROKERS'];
      const broker = missing || given ? undefined : await startKafka({ dir: join(folder, 'kafka') });
      const brokers = given ?? broker?.brokers.join(',') ?? '';
      try {
        const { code, said } = await played(join(folder, 'data'), { KAFKA_BROKERS: brokers });
        expect({ code, ending: endingOf(said) }).toEqual({
          code: 0,
          ending: expect.stringContaining('The story ended with every step done.') as unknown,
        });
        expect(said).toContain(
          brokers ? `Kafka at ${brokers.replaceAll(',', ', ')}` : 'exchange      embedded',
        );
        for (const name of ['th', 'mm'].flatMap((country) =>
          ['api', 'projector', 'bridge'].map((role) => `${country}-${role}`),
        ))
          expect(said).toMatch(new RegExp(`^${name} +http://127\\.0\\.0\\.1:\\d+ +process \\d+$`, 'm'));
        expect(said.match(/(TH ⇒ MM|MM ⇒ TH)/g)).toEqual(['TH ⇒ MM', 'TH ⇒ MM', 'MM ⇒ TH']);
        expect(alive(said)).toEqual([]);
      } finally {
        await broker?.stop();
      }
    },
    longestMs,
  );

  it('leave nothing of a person in any log', async () => {
    const logs = (await readdir(join(folder, 'data'))).filter((name) => name.endsWith('.log'));
    expect(logs.length).toBeGreaterThanOrEqual(8);
    const names = /Aye|အေး/;
    for (const log of logs) expect(await readFile(join(folder, 'data', log), 'utf8')).not.toMatch(names);
  });
});
