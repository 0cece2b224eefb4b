import { describe, expect, it } from '@jest/globals';
import { oneAhead } from './ahead.js';

describe('one ahead', () => {
  const counted = (most: number) => {
    const asked = { count: 0, ended: false };
    const source = async function* (): AsyncGenerator<number> {
      try {
        for (let index = 0; index < most && !asked.ended; index += 1) {
          asked.count += 1;
          yield await Promise.resolve(index);
        }
      } finally {
        asked.ended = true;
      }
    };
    return { asked, source };
  };

  it('yields all in order, having asked for one more than is in hand', async () => {
    const { asked, source } = counted(5);
    const seen: number[] = [];
    for await (const item of oneAhead(source(), () => undefined)) {
      seen.push(item);
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(asked.count).toBe(Math.min(5, item + 2));
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('ends a source that waits when its consumer leaves', async () => {
    let end: () => void = () => undefined;
    const waiting = async function* (): AsyncGenerator<string> {
      yield 'one';
      await new Promise<void>((resolve) => (end = resolve));
    };
    const leave = async (): Promise<void> => {
      for await (const item of oneAhead(waiting(), () => end())) throw new Error(item);
    };
    await expect(leave()).rejects.toThrow('one');
  });

  it('passes on a failure, in its turn', async () => {
    const failing = async function* (): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('lost');
    };
    const seen: number[] = [];
    const all = async (): Promise<void> => {
      for await (const item of oneAhead(failing(), () => undefined)) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen.push(item);
      }
    };
    await expect(all()).rejects.toThrow('lost');
    expect(seen).toEqual([1]);
  });
});
