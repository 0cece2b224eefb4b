import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Exchange, Flow, RecordHandler } from './exchange.js';
import { eventually } from './exchange.contract.js';
import { remembering } from './remembering.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './spec/database.js';
import { heardTable, type LastHeard } from './tables/last-heard.js';

const topic = 'homeward.mm.th';
let own: SpecDatabase;
let database: DataSource;
let heard: LastHeard;

beforeAll(async () => {
  own = await specDatabase();
  database = await bridgeTables(own.url);
  heard = heardTable(database);
});

afterAll(async () => {
  await database.destroy();
  await own.drop();
});

beforeEach(() => database.query('truncate bridge.heard'));

/** An exchange of one process, that hands over one record of an instant and knows of it what it is told to. */
const process = (writtenAt: string | undefined, flow: Flow): Exchange => ({
  publish: () => Promise.resolve(),
  consume: (_topic, _group, handler: RecordHandler) =>
    handler({
      topic,
      key: 'a',
      message: new Uint8Array(),
      headers: {},
      position: '1',
      ...(writtenAt !== undefined && { writtenAt }),
    }),
  flow: () => Promise.resolve(flow),
  close: () => Promise.resolve(),
});
const { signal } = new AbortController();
const heardBy = (writtenAt: string, handler: RecordHandler = () => Promise.resolve()) =>
  remembering('kafka', process(writtenAt, { waiting: 0 }), heard).consume(topic, 'inbound', handler, {
    signal,
  });
const afterRestart = (flow: Flow = { waiting: 0 }, name = 'kafka') =>
  remembering(name, process(undefined, flow), heard).flow(topic, 'inbound');

describe('When a country was last heard', () => {
  it('is known after a restart, and to every process', async () => {
    expect(await afterRestart()).toEqual({ waiting: 0 });
    await heardBy('2014-08-04T02:00:00.000Z');
    await eventually(async () => (await afterRestart()).lastAt !== undefined);
    expect(await afterRestart()).toEqual({ waiting: 0, lastAt: '2014-08-04T02:00:00.000Z' });
    expect(await afterRestart({ waiting: 0 }, 'another exchange')).toEqual({ waiting: 0 });
  });

  it('is the later of what the process and the node know, and never goes back', async () => {
    await heardBy('2014-08-04T02:00:00.000Z');
    await eventually(async () => (await afterRestart()).lastAt !== undefined);
    await heard.note('kafka', topic, '2014-08-01T02:00:00.000Z');
    const known = async (lastAt: string) => (await afterRestart({ waiting: 1, lastAt })).lastAt;
    expect(await known('2014-08-03T00:00:00.000Z')).toBe('2014-08-04T02:00:00.000Z');
    expect(await known('2014-08-05T00:00:00.000Z')).toBe('2014-08-05T00:00:00.000Z');
  });

  it('is not changed by a record that could not be handled', async () => {
    const failing = () => Promise.reject(new Error('not now'));
    await expect(heardBy('2014-08-04T02:00:00.000Z', failing)).rejects.toThrow('not now');
    expect(await afterRestart()).toEqual({ waiting: 0 });
  });

  it('disturbs no record and no question where it cannot be noted or read', async () => {
    const down: LastHeard = {
      note: () => Promise.reject(new Error('down')),
      last: () => Promise.reject(new Error('down')),
    };
    const told: unknown[] = [];
    const exchange = remembering(
      'kafka',
      process('2014-08-04T02:00:00.000Z', { waiting: 2 }),
      down,
      (error) => told.push(error),
    );
    await exchange.consume(topic, 'inbound', () => Promise.resolve(), { signal });
    expect(await exchange.flow(topic, 'inbound')).toEqual({ waiting: 2 });
    await eventually(() => told.length === 1);
    const silent: LastHeard = { ...down, last: () => new Promise(() => undefined) };
    const waiting = remembering('kafka', process(undefined, { waiting: 3 }), silent);
    expect(await waiting.flow(topic, 'inbound')).toEqual({ waiting: 3 });
  });
});
