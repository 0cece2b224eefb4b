import type { EventEmitter } from 'node:events';

/** A readable stream, whatever it says of its events. */
interface Source extends EventEmitter {
  readonly isPaused: () => boolean;
  readonly pause: () => unknown;
  readonly resume: () => unknown;
}

/** So much may wait to be taken before a stream is held up. */
const enough = 500;

/**
 * What a stream gives, in heaps of all that came in one turn of the event loop: one at a time costs a follower half its
 * speed. A stream that nobody takes from is held up. Throws what the stream fails with, after all that came before.
 */
export async function* inHeaps<T>(stream: Source): AsyncGenerator<readonly T[], undefined, undefined> {
  let waiting: T[] = [];
  let over: { readonly error?: unknown } | undefined;
  let woken = false;
  let wake = (): void => undefined;

  const wakeSoon = (): void => {
    if (woken) return;
    woken = true;
    setImmediate(() => wake());
  };
  const take = (one: T): void => {
    waiting.push(one);
    if (waiting.length >= enough) stream.pause();
    wakeSoon();
  };
  const end = (): void => {
    over ??= {};
    wakeSoon();
  };
  const fail = (error: unknown): void => {
    over ??= { error };
    wakeSoon();
  };

  stream.on('data', take).on('end', end).on('close', end).on('error', fail);
  try {
    for (;;) {
      if (waiting.length === 0 && over === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      woken = false;
      const heap = waiting;
      waiting = [];
      if (stream.isPaused()) stream.resume();
      if (heap.length > 0) yield heap;
      else if (over !== undefined) {
        if ('error' in over) throw over.error;
        return;
      }
    }
  } finally {
    stream.off('data', take).off('end', end).off('close', end).off('error', fail);
  }
}
