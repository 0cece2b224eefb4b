import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  doubleVersion,
  eventStoreDbDouble,
  type EventStoreDbDouble,
} from '../../test/doubles/eventstoredb/double.js';
import { runProgram } from '../../test/kit/program.js';

const longestMs = 300_000;

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
      const stores = ['--event-store', `TH=${th}`, '--event-store', `MM=${mm}`];
      const args = ['--exit', '--story', 'a-mother-turns-back', ...stores];
      const { code, said } = await runProgram('sandbox/main.js', args, { longestMs: longestMs - 20_000 });
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
