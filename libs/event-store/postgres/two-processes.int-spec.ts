import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { start, type EventStore, type PlacedEvent } from '../port.js';
import { collect } from '../samples.contract.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

const child = fileURLToPath(new URL('writer.child.mjs', import.meta.url));

/** Starts a writer process; it writes once `go` is called, and `done` resolves when it ended well. */
const writer = async (url: string, name: string, rounds: number, size: number) => {
  const process = spawn(execPath, [child, url, name, String(rounds), String(size)], { stdio: 'pipe' });
  let errors = '';
  process.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(process, 'exit');
  await Promise.race([once(process.stdout, 'data'), ended]);
  return {
    go: () => process.stdin.write('go\n'),
    done: ended.then(([code]) => {
      if (code !== 0) throw new Error(errors);
    }),
  };
};

describe('two writing processes and a live follower', () => {
  let database: ScratchDatabase;
  let store: EventStore;
  let url: string;
  beforeAll(async () => {
    database = await scratchDatabase();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    const address = new URL(database.url);
    address.username = address.password = appendRole;
    url = address.toString();
    store = postgresEventStore(database.poolAs(appendRole), { pollMs: 1 });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it('deliver every event once, without a position skipped, whether written in groups or singly', async () => {
    const [groups, single] = [
      { rounds: 120, size: 50 },
      { rounds: 1_200, size: 1 },
    ];
    const total = groups.rounds * groups.size + single.rounds * single.size;
    const writers = await Promise.all([
      writer(url, 'groups', groups.rounds, groups.size),
      writer(url, 'single', single.rounds, single.size),
    ]);
    const end = new AbortController();
    const limit = setTimeout(() => end.abort(), 50_000);
    const seen: PlacedEvent[] = [];
    const follow = async (): Promise<void> => {
      for await (const delivery of store.subscribe(start, { signal: end.signal, batch: 100 })) {
        if (delivery.kind === 'events') seen.push(...delivery.events);
        if (seen.length >= total) end.abort();
      }
    };
    const following = follow();
    for (const { go } of writers) go();
    await Promise.all(writers.map(({ done }) => done));
    await following;
    clearTimeout(limit);

    // The adapter hands out positions one after the other, so a skipped event shows as a missing number.
    expect(seen.map(({ position }) => position)).toEqual(
      Array.from({ length: total }, (_, index) => String(index)),
    );
    expect(seen.filter(({ stream }) => stream === 'case-single-0').map(({ revision }) => revision)).toEqual(
      Array.from({ length: single.rounds }, (_, index) => index),
    );
    const turns = seen.filter((event, index) => {
      const before = seen[index - 1];
      return before && before.stream.startsWith('case-single') !== event.stream.startsWith('case-single');
    });
    expect(turns.length).toBeGreaterThan(20);
    expect(await collect(store.read('case-groups-7'))).toHaveLength(groups.rounds);
  }, 60_000);
});
