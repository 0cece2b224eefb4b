import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEventStore, postgresEventStore, type EventStore } from '#event-store';
import { sampleEvents, stream } from '../../libs/event-store/samples.contract.js';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import type { StoreOfNode } from '../node/environment.js';
import { newKeyPair } from '../node/operators.js';
import { boundBy, checksOf, StampKeys } from '../node/stamp-keys.js';
import { bindEvents, checkEvents } from './earlier-events.js';

const folder = mkdtempSync(join(tmpdir(), 'homeward-bind-'));
const stampKeysFile = join(folder, 'stamp-keys.json');
const operators = ['first', 'second'].map((name) => ({ name, ...newKeyPair() }));
const keyFileOf = (name: string): string => join(folder, `${name}.pem`);

const kept = (): StampKeys => StampKeys.parse(JSON.parse(readFileSync(stampKeysFile, 'utf8')));

const linesOf = async (lines: AsyncIterable<string>): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

describe('events from before stamps are bound', () => {
  let database: ScratchDatabase;
  let store: EventStore;
  let eventsUrl: string;
  const node = (): StoreOfNode => ({
    country: 'TH',
    config: { database: { eventsUrl }, stampKeys: kept() },
    stampKeysFile,
  });
  const bind = (name: string) => linesOf(bindEvents(keyFileOf(name))(node()));

  beforeAll(async () => {
    database = await scratchDatabase();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    const url = new URL(database.url);
    [url.username, url.password] = [appendRole, appendRole];
    eventsUrl = url.href;
    store = postgresEventStore(database.poolAs(appendRole));
    await store.append(stream(), 'none', sampleEvents(3));
    for (const { name, privateKey } of operators) writeFileSync(keyFileOf(name), privateKey);
    writeFileSync(keyFileOf('stranger'), newKeyPair().privateKey);
    const file = {
      current: { id: 'first', secret: 'a'.repeat(64) },
      operators: operators.map(({ name, publicKey }) => ({ name, publicKey })),
    };
    writeFileSync(stampKeysFile, JSON.stringify(file));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('by two operators, one after the other, and by nobody else', async () => {
    await expect(bind('stranger')).rejects.toThrow('no operator of STAMP_KEYS_FILE has this key');
    await expect(linesOf(checkEvents()(node()))).rejects.toThrow('events from before stamps');
    expect(await bind('first')).toContainEqual(expect.stringContaining('A second operator must bind'));
    expect(checksOf('TH', kept()).bound).toBeUndefined();
    await bind('first');
    expect(boundBy('TH', kept())).toEqual(['first']);
    expect(await bind('second')).toContainEqual(expect.stringContaining('Bound by first and second'));
    expect(await linesOf(checkEvents()(node()))).toEqual([]);
  });

  it('anew after a restore as they were, without what was put there since', async () => {
    const before = kept().bound;
    const to = stream();
    await store.append(to, 'none', sampleEvents(1));
    expect(await linesOf(checkEvents()(node()))).toEqual([expect.stringContaining(to)]);
    await database.pool.query('update event_store.epoch set id = gen_random_uuid()');
    await expect(linesOf(checkEvents()(node()))).rejects.toThrow('restored or replaced');
    for (const { name } of operators) await bind(name);
    expect(kept().bound).toMatchObject({ upTo: before?.upTo, digest: before?.digest });
    expect(kept().bound?.epoch).not.toBe(before?.epoch);
    expect(await linesOf(checkEvents()(node()))).toEqual([expect.stringContaining(to)]);
  });

  it('not, where they are others than those that were bound', async () => {
    await database.pool.query(`update event_store.events set open = '{"forged":true}' where position = 0`);
    await expect(bind('first')).rejects.toThrow('they are not those that were bound');
    await expect(linesOf(checkEvents()(node()))).rejects.toThrow('not those that were bound');
  });
});
