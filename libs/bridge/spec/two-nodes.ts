import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { publishSealed } from '../channel.js';
import { generateNodeKeys } from '../crypto/keys.js';
import { embeddedExchange } from '../embedded/exchange.js';
import { installEmbeddedExchange } from '../embedded/install.js';
import type { Exchange } from '../exchange.js';
import { blind, caseIdFor } from '../reference.js';
import type { WireMessage } from '../wire/message.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './database.js';
import { fakeNode, type FakeNode } from './fake-node.js';

export const toMyanmar = 'homeward.th.mm';
export const toThailand = 'homeward.mm.th';

/** A Thai and a Burmese bridge over one embedded exchange, fresh for each test. */
export interface TwoNodes {
  readonly thai: FakeNode;
  readonly burmese: FakeNode;
  /** Thailand's end of the exchange. */
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  /** Runs both directions of the bridges given until the test ends. */
  readonly start: (...nodes: readonly FakeNode[]) => void;
  readonly burmeseCaseOf: (thaiCase: string) => string;
  /** Texts that had effect in Myanmar. */
  readonly effectsOf: (thaiCase: string) => readonly unknown[];
  /** Receipts recorded in Thailand. */
  readonly receiptsOf: (thaiCase: string) => readonly string[];
  readonly onTopic: (topic: string) => Promise<number>;
  readonly rows: (statement: string) => Promise<readonly unknown[]>;
  /** A message as Thailand's node would write it, for what the node itself would never send. */
  readonly letter: (thaiCase: string, sequence: number, change?: Record<string, unknown>) => WireMessage;
  readonly post: (message: WireMessage) => Promise<void>;
}

export const betweenTwoNodes = (): TwoNodes => {
  const run = randomUUID().slice(0, 8);
  const members = [
    { country: 'TH', role: `bth_${run}`, password: 'th' },
    { country: 'MM', role: `bmm_${run}`, password: 'mm' },
  ] as const;
  let all: readonly SpecDatabase[] = [];
  let databases: readonly [DataSource, DataSource];
  let exchanges: readonly [Exchange, Exchange];
  let admin: pg.Client;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let thai: FakeNode;
  let burmese: FakeNode;

  beforeAll(async () => {
    const shared = await specDatabase();
    const own = [await specDatabase(), await specDatabase()] as const;
    all = [shared, ...own];
    admin = new pg.Client(shared.url);
    await admin.connect();
    await installEmbeddedExchange(admin, members);
    databases = [await bridgeTables(own[0].url), await bridgeTables(own[1].url)];
  });

  afterAll(async () => {
    for (const database of databases) await database.destroy();
    await admin.end();
    for (const database of all) await database.drop();
    const server = new pg.Client(process.env['TEST_DATABASE_URL']);
    await server.connect();
    for (const { role } of members) await server.query(`drop role if exists ${role}`);
    await server.end();
  });

  beforeEach(async () => {
    await admin.query('truncate exchange.record, exchange.progress');
    await admin.query('update exchange.topic set head = 0');
    for (const database of databases)
      await database.query(
        'truncate bridge.checkpoint, bridge.parked_event, bridge.parked_message, bridge.dead_letter',
      );
    const end = ({ role, password }: { role: string; password: string }) =>
      embeddedExchange({ connection: all[0]!.as(role, password), firstPause: 20, pollEvery: 60_000 });
    exchanges = [end(members[0]), end(members[1])];
    const th = await generateNodeKeys('2010-01-01T00:00:00Z');
    const mm = await generateNodeKeys('2010-01-01T00:00:00Z');
    const parties = { TH: th.party, MM: mm.party };
    thai = fakeNode('TH', ['MM'], databases[0], exchanges[0], { own: th.own, parties });
    burmese = fakeNode('MM', ['TH'], databases[1], exchanges[1], { own: mm.own, parties });
    stop = new AbortController();
    running = [];
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    for (const exchange of exchanges) await exchange.close();
  });

  const onTopic = async (topic: string): Promise<number> => {
    const { rowCount } = await admin.query('select from exchange.record where topic = $1', [topic]);
    return rowCount ?? 0;
  };
  const burmeseCaseOf = (thaiCase: string): string =>
    caseIdFor('MM', 'TH', blind(thai.secret, 'MM', thaiCase));

  return {
    get thai() {
      return thai;
    },
    get burmese() {
      return burmese;
    },
    get exchange() {
      return exchanges[0];
    },
    get signal() {
      return stop.signal;
    },
    start: (...nodes) => {
      for (const node of nodes) running.push(node.inward.run(stop.signal), node.outward().run(stop.signal));
    },
    burmeseCaseOf,
    effectsOf: (thaiCase) => burmese.desk.effects(burmeseCaseOf(thaiCase)),
    receiptsOf: (thaiCase) => thai.desk.caseOf(thaiCase).own.flatMap(({ receipts }) => receipts),
    onTopic,
    rows: async (statement) => (await admin.query<Record<string, unknown>>(statement)).rows,
    letter: (thaiCase, sequence, change = {}) => ({
      wireVersion: 1,
      form: 'message',
      from: 'TH',
      to: 'MM',
      messageId: randomUUID(),
      kind: 'CaseNotified',
      caseRef: blind(thai.secret, 'MM', thaiCase),
      sequence,
      sentAt: new Date().toISOString(),
      instrument: 'TH-MM-MOU-2009',
      instrumentVersion: '2009',
      clause: '1',
      purpose: 'notification',
      groups: ['reference'],
      payload: { text: `${sequence}` },
      ...change,
    }),
    post: (message) =>
      publishSealed(thai.ring, exchanges[0], 'MM', message, message.caseRef, new Date().toISOString()),
  };
};
