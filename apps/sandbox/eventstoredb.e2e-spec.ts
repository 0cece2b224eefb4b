import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  doubleVersion,
  eventStoreDbDouble,
  type EventStoreDbDouble,
} from '../../test/doubles/eventstoredb/double.js';

const program = join(process.cwd(), 'dist', 'apps', 'sandbox', 'main.js');
const longestMs = 300_000;

const played = (args: readonly string[]): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, '--exit', ...args], {
      env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
    });
    const overlong = setTimeout(() => child.kill('SIGTERM'), longestMs - 20_000);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(overlong);
      resolve({ code, said });
    });
  });

describe(`two nodes whose events stand in EventStoreDB ${doubleVersion}`, () => {
  let doubles: EventStoreDbDouble[];
  beforeAll(async () => {
    doubles = [eventStoreDbDouble(), eventStoreDbDouble()];
    await Promise.all(doubles.map((double) => double.start()));
  });
  afterAll(() => doubles.forEach((double) => double.close()));

  it(
    'play a story to its end while their subscriptions drop',
    async () => {
      const dropping = setInterval(() => doubles.forEach((double) => double.dropReads()), 700);
      const [th, mm] = doubles.map((double) => `esdb://127.0.0.1:${double.port()}?tls=false`);
      const { code, said } = await played(['--event-store', `TH=${th}`, '--event-store', `MM=${mm}`]);
      clearInterval(dropping);
      expect({ code, said }).toEqual({
        code: 0,
        said: expect.stringContaining('The story ended with every step done.') as unknown,
      });
      for (const double of doubles) {
        const kept = double.log.all().filter(({ stream }) => stream.startsWith('case-'));
        expect(kept.length).toBeGreaterThan(50);
        expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
      }
    },
    longestMs,
  );
});
