import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleEvent } from '../samples.contract.js';
import { start, type PlacedEvent } from '../port.js';
import { sharedTail, type TailPage } from './tail.js';

const logOf = () => {
  const all: PlacedEvent[] = [];
  const reads = { count: 0 };
  let rings = 0;
  const grow = (count: number): void => {
    for (let index = 0; index < count; index += 1)
      all.push({ ...sampleEvent(), stream: 'case-1', revision: all.length, position: String(all.length) });
    rings += 1;
  };
  const readAll = async (after: string, limit: number): Promise<readonly PlacedEvent[]> => {
    reads.count += 1;
    const seen = all.slice(Number(after) + 1, Number(after) + 1 + limit);
    await pause(Math.random() * 3);
    return seen;
  };
  const readPage = async (after: string, limit: number): Promise<TailPage> => {
    const events = await readAll(after, limit);
    return { events, more: events.length === limit };
  };
  return { all, reads, grow, readAll, readPage, rings: () => rings };
};

describe('the shared tail', () => {
  it('shows every follower every event once and in order, and none waits while one is there', async () => {
    const log = logOf();
    log.grow(120);
    const tail = sharedTail({ ...log, size: 20 });
    const total = 300;
    const follow = async (limit: number): Promise<void> => {
      let position = start;
      while (position !== String(total - 1)) {
        const seen = log.rings();
        const headBefore = log.all.length - 1;
        const { events, more } = await tail(position, limit);
        events.forEach((event, index) => expect(event.position).toBe(String(Number(position) + 1 + index)));
        position = events.at(-1)?.position ?? position;
        if (!more) expect(Number(position)).toBeGreaterThanOrEqual(headBefore);
        for (; !more && log.rings() === seen && position !== String(total - 1);) await pause(1);
      }
    };
    const growing = (async () => {
      while (log.all.length < total) {
        await pause(Math.random() * 3);
        log.grow(Math.min(total - log.all.length, 1 + Math.floor(Math.random() * 30)));
      }
    })();
    await Promise.all([growing, ...[1, 7, 20, 64, 1_000].map(follow)]);
  });

  it('looks once for all who wait at the end', async () => {
    const log = logOf();
    log.grow(1);
    const tail = sharedTail({ ...log, size: 100 });
    await tail(start, 100);
    const before = log.reads.count;
    log.grow(1);
    const pages = await Promise.all(Array.from({ length: 8 }, () => tail('0', 100)));
    expect(pages.every(({ events, more }) => events.length === 1 && !more)).toBe(true);
    expect(log.reads.count).toBe(before + 1);
  });
});
