import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { inHeaps } from './heaps.js';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe('a stream taken in heaps', () => {
  it('gives all that came in one turn together, in order', async () => {
    const stream = new PassThrough({ objectMode: true, highWaterMark: 100 });
    const heaps = inHeaps<number>(stream);
    const first = heaps.next();
    for (const one of numbers(0, 50)) stream.write(one);
    expect(await first).toEqual({ done: false, value: numbers(0, 50) });
    const second = heaps.next();
    await turn();
    stream.end(50);
    expect(await second).toEqual({ done: false, value: [50] });
    expect(await heaps.next()).toEqual({ done: true, value: undefined });
  });

  it('is held up while nobody takes from it, and goes on when somebody does', async () => {
    const stream = new PassThrough({ objectMode: true });
    const heaps = inHeaps<number>(stream);
    const first = heaps.next();
    let written = 0;
    const write = async (): Promise<void> => {
      for (; written < 5_000; written += 1)
        if (!stream.write(written)) await new Promise((resolve) => stream.once('drain', resolve));
      stream.end();
    };
    const writing = write();
    const seen = [...((await first).value ?? [])];
    for (let turns = 0; turns < 2_000; turns += 1) await turn();
    expect(written).toBeLessThan(1_500);
    for await (const heap of heaps) seen.push(...heap);
    await writing;
    expect(seen).toEqual(numbers(0, 5_000));
  });

  it('gives what came before a failure, and then the failure', async () => {
    const stream = new PassThrough({ objectMode: true, highWaterMark: 100 });
    const heaps = inHeaps<number>(stream);
    const first = heaps.next();
    stream.write(1);
    stream.write(2);
    stream.emit('error', new Error('dropped'));
    expect((await first).value).toEqual([1, 2]);
    await expect(heaps.next()).rejects.toThrow('dropped');
  });

  it('ends when the stream is destroyed without a word', async () => {
    const stream = new PassThrough({ objectMode: true });
    const heaps = inHeaps<number>(stream);
    const first = heaps.next();
    stream.destroy();
    expect(await first).toEqual({ done: true, value: undefined });
  });
});
