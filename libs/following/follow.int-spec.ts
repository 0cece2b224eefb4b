import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import type { PlacedEvent } from '#event-store';
import { commandIdAfter } from '#desk';
import { counterDesk, someone } from '../desk/spec/counter.js';
import { memoryStore, type MemoryStore } from '../../test/doubles/memory-store.js';
import { postgresCheckpoints } from './checkpoints.js';
import type { Follower } from './deed.js';
import { follow } from './follow.js';
import { followingGrants, followingMigrations } from './migrations.js';
import { postgresParking } from './parking.js';

describe('a follower', () => {
  let database: ScratchDatabase;
  let node: pg.Pool;
  let store: MemoryStore;

  beforeAll(async () => {
    database = await scratchDatabase();
    const role = await database.role();
    const owner = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [...followingMigrations],
    }).initialize();
    await owner.runMigrations();
    await owner.destroy();
    for (const grant of followingGrants(role, 'own work')) await database.pool.query(grant);
    node = database.poolAs(role);
  });

  beforeEach(async () => {
    await database.pool.query('TRUNCATE following.checkpoints, following.parked');
    store = memoryStore();
  });

  afterAll(() => database.drop());

  const write = async (id: string, amount = 1, key = `${id} ${store.all.length}`): Promise<void> => {
    const desk = counterDesk(store);
    await desk.carryOut({
      id,
      command: { type: 'Open' },
      actor: someone,
      commandId: commandIdAfter(id, 'open'),
    });
    await desk.carryOut({
      id,
      command: { type: 'Add', amount },
      actor: someone,
      commandId: commandIdAfter(key, 'add'),
    });
  };

  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 500; tries += 1) {
      if (await condition()) return;
      await pause(10);
    }
    throw new Error('it did not happen within five seconds');
  };

  const run = (
    follower: Follower,
    options: { retryEvery?: number; onTrouble?: (error: unknown) => void } = {},
  ) => {
    const stop = new AbortController();
    const done = follow(follower, {
      store,
      checkpoints: postgresCheckpoints(node),
      parking: postgresParking(node),
      signal: stop.signal,
      retryEvery: options.retryEvery ?? 20,
      report: ({ error }) => options.onTrouble?.(error),
    });
    return {
      done,
      stop: async () => {
        stop.abort();
        await done;
      },
    };
  };

  const onAdded = (work: (event: PlacedEvent) => Promise<void>): Follower => ({
    name: 'spec',
    deedsOf: (event) => (event.type === 'Added' ? [{ lane: event.stream, carryOut: () => work(event) }] : []),
    pauseAfter: () => 20,
  });

  const position = async (): Promise<string | undefined> =>
    (await node.query<{ position: string }>('SELECT position FROM following.checkpoints')).rows[0]?.position;

  it('does what follows from each event, and goes on from its checkpoint', async () => {
    await write('a');
    await write('b');
    const seen: string[] = [];
    const follower = onAdded((event) => Promise.resolve(void seen.push(event.stream)));
    const first = run(follower);
    await until(async () => (await position()) === String(store.all.length - 1));
    await first.stop();
    expect(seen).toEqual(['case-a', 'case-b']);
    await write('c');
    const second = run(follower);
    await until(async () => (await position()) === String(store.all.length - 1));
    await second.stop();
    expect(seen).toEqual(['case-a', 'case-b', 'case-c']);
  });

  it('loses nothing when it is killed anywhere: what was not yet checkpointed is done again, with one effect', async () => {
    for (const id of ['a', 'b', 'c']) await write(id);
    const target = counterDesk(store);
    await target.carryOut({
      id: 'sum',
      command: { type: 'Open' },
      actor: someone,
      commandId: commandIdAfter('sum', ''),
    });
    const follower = onAdded(async (event) => {
      if (event.stream === 'case-sum') return;
      const commandId = commandIdAfter(event.id, 'sum');
      await target.carryOut({ id: 'sum', command: { type: 'Add', amount: 1 }, actor: someone, commandId });
    });
    for (const killedAt of [1, 2, 3]) {
      const stop = new AbortController();
      let calls = 0;
      const dying: Follower = {
        ...follower,
        deedsOf: (event) =>
          follower.deedsOf(event).map(({ lane, carryOut }) => ({
            lane,
            carryOut: async () => {
              await carryOut();
              calls += 1;
              if (calls === killedAt) await new Promise<void>(() => stop.abort());
            },
          })),
      };
      void follow(dying, {
        store,
        checkpoints: postgresCheckpoints(node),
        parking: postgresParking(node),
        signal: stop.signal,
      });
      await until(() => stop.signal.aborted);
    }
    const whole = run(follower);
    await until(async () => (await position()) === String(store.all.length - 1));
    await whole.stop();
    expect((await target.load('sum')).file.total).toBe(3);
  });

  it('parks one broken lane in order, lets the others go on, and comes back to it', async () => {
    const seen: string[] = [];
    const troubles: unknown[] = [];
    let broken = true;
    const follower = onAdded((event) => {
      if (broken && event.stream === 'case-a') return Promise.reject(new Error('broken'));
      seen.push(`${event.stream} ${String(event.open['amount'])}`);
      return Promise.resolve();
    });
    await write('a', 1);
    await write('b', 2);
    await write('a', 3);
    const running = run(follower, { onTrouble: (error) => troubles.push(error) });
    await until(async () => (await position()) === String(store.all.length - 1));
    expect(seen).toEqual(['case-b 2']);
    await running.stop();
    broken = false;
    const again = run(follower);
    await write('a', 4);
    await until(() => seen.length === 4);
    await again.stop();
    expect(seen).toEqual(['case-b 2', 'case-a 1', 'case-a 3', 'case-a 4']);
    expect(troubles.length).toBeGreaterThan(0);
    expect((await node.query('SELECT 1 FROM following.parked')).rowCount).toBe(0);
  });

  it('parks an event whose deeds cannot be told, with those of its stream behind it', async () => {
    let broken = true;
    const seen: string[] = [];
    const sound = onAdded((event) =>
      Promise.resolve(void seen.push(`${event.stream} ${String(event.open['amount'])}`)),
    );
    const follower: Follower = {
      name: 'spec',
      deedsOf: (event) => {
        if (broken && event.stream === 'case-a') throw new Error('unreadable');
        return sound.deedsOf(event);
      },
      pauseAfter: () => 20,
    };
    await write('a', 1);
    await write('b', 2);
    const running = run(follower);
    await until(() => seen.length === 1);
    broken = false;
    await write('a', 3);
    await until(() => seen.length === 3);
    await running.stop();
    expect(seen).toEqual(['case-b 2', 'case-a 1', 'case-a 3']);
  });

  it('does what a process that followed before parks late, and keeps its order', async () => {
    const seen: string[] = [];
    let broken = true;
    const running = run(
      onAdded((event) => {
        if (broken && seen.length > 0) return Promise.reject(new Error('broken'));
        seen.push(`${event.stream} ${String(event.open['amount'])}`);
        return Promise.resolve();
      }),
    );
    await write('a', 1);
    await until(() => seen.length === 1);
    const [event] = store.all.filter(({ type }) => type === 'Added');
    await node.query(
      `INSERT INTO following.parked (follower, lane, position, stream, revision, next_attempt)
       VALUES ('spec', $1, $2, $1, $3, clock_timestamp())`,
      [event?.stream, event?.position, event?.revision],
    );
    const attempts = async (): Promise<number | undefined> =>
      (await node.query<{ attempts: number }>('SELECT attempts FROM following.parked')).rows[0]?.attempts;
    await until(async () => (await attempts()) === 2);
    broken = false;
    await write('a', 2);
    await until(() => seen.length === 3);
    await running.stop();
    expect(seen).toEqual(['case-a 1', 'case-a 1', 'case-a 2']);
    expect(await attempts()).toBeUndefined();
  });

  it('keeps a parked deed whose event cannot be found, and says so', async () => {
    await postgresCheckpoints(node).begin('spec', await store.epoch());
    await node.query(
      `INSERT INTO following.parked (follower, lane, position, stream, revision, next_attempt)
       VALUES ('spec', 'keys of case-a', 7, 'case-a', 3, clock_timestamp())`,
    );
    const troubles: unknown[] = [];
    const running = run(
      onAdded(() => Promise.resolve()),
      { onTrouble: (error) => troubles.push(error) },
    );
    await until(() => troubles.length > 0);
    await running.stop();
    expect((await node.query('SELECT 1 FROM following.parked')).rowCount).toBe(1);
  });

  it('drops what was parked where it begins anew: it is found again on the way', async () => {
    await write('a');
    await node.query(
      `INSERT INTO following.parked (follower, lane, position, stream, event_id) VALUES ('spec', 'x', 7, 'counter-b', 'gone')`,
    );
    const seen: string[] = [];
    const running = run(onAdded((event) => Promise.resolve(void seen.push(event.stream))));
    await until(() => seen.length === 1);
    await running.stop();
    expect((await node.query('SELECT 1 FROM following.parked')).rowCount).toBe(0);
  });

  it('tries every deed that overtakes, however many of its lane wait', async () => {
    await node.query(
      `INSERT INTO following.parked (follower, lane, position, stream, event_id, overtakes)
       SELECT 'spec', 'x', n, 'counter-a', 'event ' || n, n % 2 = 0 FROM generate_series(1, 500) n`,
    );
    const waiting = await postgresParking(node).inLane('spec', 'x');
    const positions = waiting.map(({ position: at }) => Number(at));
    const all = Array.from({ length: 500 }, (_, index) => index + 1);
    expect(positions).toEqual([
      ...all.filter((at) => at % 2 === 0),
      ...all.filter((at) => at % 2 === 1).slice(0, 100),
    ]);
  });

  it('refuses a checkpoint of another store', async () => {
    await node.query(
      `INSERT INTO following.checkpoints (name, epoch, position) VALUES ('spec', 'another', '7')`,
    );
    await expect(run(onAdded(() => Promise.resolve())).done).rejects.toThrow('taken in another event store');
  });

  it('goes on after its checkpoint was moved by another process', async () => {
    const seen = new Set<string>();
    const follower = onAdded((event) => Promise.resolve(void seen.add(event.stream)));
    const one = run(follower);
    const two = run(follower);
    for (const id of ['a', 'b', 'c', 'd']) await write(id);
    await until(async () => seen.size === 4 && (await position()) === String(store.all.length - 1));
    await Promise.all([one.stop(), two.stop()]);
    expect(seen.size).toBe(4);
  });
});
