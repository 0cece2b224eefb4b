import { describe, expect, it } from '@jest/globals';
import { nothingWaits } from '#bridge';
import { nodeMetrics, type Measured } from './metrics.js';

const measuring = (own: Partial<Measured>) =>
  nodeMetrics('TH', {
    views: () => Promise.resolve([]),
    queues: () => Promise.resolve(nothingWaits),
    withoutReceipt: () => Promise.resolve([]),
    work: () => Promise.resolve([]),
    followers: () => Promise.resolve([]),
    eventStore: () => Promise.resolve(),
    ...own,
  });

const parkedIn = (text: string): string | undefined =>
  /^homeward_bridge_queue\{.*queue="parkedEvents".*\} (\d+)$/m.exec(text)?.[1];
const answersIn = (text: string): string | undefined =>
  /^homeward_engine_answers\{.*engine="database".*\} (\d)$/m.exec(text)?.[1];

describe("a node's metrics", () => {
  it('are measured once for all who ask at once', async () => {
    const answers: (() => void)[] = [];
    const { text } = measuring({
      queues: () =>
        new Promise((resolve) => {
          answers.push(() => resolve({ ...nothingWaits, parkedEvents: answers.length }));
        }),
    });
    const [first, second] = [text(), text()];
    expect(answers).toHaveLength(1);
    answers[0]?.();
    expect([parkedIn(await first), parkedIn(await second)]).toEqual(['1', '1']);
    const third = text();
    answers[1]?.();
    expect(parkedIn(await third)).toBe('2');
  });

  it('leave out what came too late, also when it has come', async () => {
    let answer = (): void => undefined;
    const late = new Promise<typeof nothingWaits>((resolve) => {
      answer = () => resolve({ ...nothingWaits, parkedEvents: 7 });
    });
    const asked = [() => late, () => Promise.reject(new Error('down'))];
    const { text } = measuring({ queues: () => asked.shift()?.() ?? Promise.resolve(nothingWaits) });
    const first = await text();
    expect([answersIn(first), parkedIn(first)]).toEqual(['0', undefined]);
    const second = text();
    answer();
    await late;
    const told = await second;
    expect([answersIn(told), parkedIn(told)]).toEqual(['0', undefined]);
  }, 20_000);
});
