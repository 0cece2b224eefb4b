import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { publishSealed } from '../channel.js';
import { generateNodeKeys } from '../crypto/keys.js';
import type { Exchange } from '../exchange.js';
import { blind, caseIdFor } from '../reference.js';
import type { WireMessage } from '../wire/message.js';
import { embeddedBorder, type Border, type Crossing } from './border.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './database.js';
import { fakeNode, type FakeNode } from './fake-node.js';

export const toMyanmar = 'homeward.th.mm';
export const toThailand = 'homeward.mm.th';

/** A Thai and a Burmese bridge over one exchange, fresh for each test. */
export interface TwoNodes {
  readonly thai: FakeNode;
  readonly burmese: FakeNode;
  /** Thailand's end of the exchange. */
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  /** Runs both directions of the bridges given until the test ends. */
  readonly start: (...nodes: readonly FakeNode[]) => void;
  /** Runs single directions until the test ends. */
  readonly startEach: (...directions: readonly { run: (signal: AbortSignal) => Promise<void> }[]) => void;
  readonly burmeseCaseOf: (thaiCase: string) => string;
  /** Texts that had effect in Myanmar. */
  readonly effectsOf: (thaiCase: string) => readonly unknown[];
  /** Receipts recorded in Thailand. */
  readonly receiptsOf: (thaiCase: string) => readonly string[];
  readonly onTopic: (topic: string) => Promise<number>;
  /** The exchange loses what comes on a topic from now on although it confirms it, or no longer. */
  readonly losing: (topic: string, loses: boolean) => void;
  /** Everything that the exchange keeps, as text. */
  readonly keptByExchange: () => Promise<string>;
  /** A message as Thailand's node would write it, for what the node itself would never send. */
  readonly letter: (thaiCase: string, sequence: number, change?: Record<string, unknown>) => WireMessage;
  readonly post: (message: WireMessage) => Promise<void>;
}

const lossy = (exchange: Exchange, lost: ReadonlySet<string>): Exchange => ({
  publish: (topic, ...rest) => (lost.has(topic) ? Promise.resolve() : exchange.publish(topic, ...rest)),
  consume: (...asked) => exchange.consume(...asked),
  flow: (...asked) => exchange.flow(...asked),
  close: () => exchange.close(),
});

export const betweenTwoNodes = (border: Border = embeddedBorder()): TwoNodes => {
  let own: readonly SpecDatabase[] = [];
  let databases: readonly [DataSource, DataSource];
  let crossing: Crossing;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let thai: FakeNode;
  let burmese: FakeNode;
  const lost = new Set<string>();

  beforeAll(async () => {
    await border.prepare();
    const [thaiDatabase, burmeseDatabase] = [await specDatabase(), await specDatabase()];
    own = [thaiDatabase, burmeseDatabase];
    databases = [await bridgeTables(thaiDatabase.url), await bridgeTables(burmeseDatabase.url)];
  });

  afterAll(async () => {
    for (const database of databases) await database.destroy();
    await border.dispose();
    for (const database of own) await database.drop();
  });

  beforeEach(async () => {
    crossing = await border.open();
    for (const database of databases)
      await database.query(
        'truncate bridge.checkpoint, bridge.parked_event, bridge.parked_message, bridge.dead_letter, bridge.awaited_receipt, bridge.waiting_release',
      );
    const th = await generateNodeKeys('2010-01-01T00:00:00Z');
    const mm = await generateNodeKeys('2010-01-01T00:00:00Z');
    const parties = { TH: th.party, MM: mm.party };
    thai = fakeNode('TH', ['MM'], databases[0], lossy(crossing.ends[0], lost), { own: th.own, parties });
    burmese = fakeNode('MM', ['TH'], databases[1], lossy(crossing.ends[1], lost), { own: mm.own, parties });
    stop = new AbortController();
    running = [];
    lost.clear();
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    await crossing.close();
  });

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
      return crossing.ends[0];
    },
    get signal() {
      return stop.signal;
    },
    start: (...nodes) => {
      for (const node of nodes) running.push(node.inward.run(stop.signal), node.outward().run(stop.signal));
    },
    startEach: (...directions) => {
      for (const direction of directions) running.push(direction.run(stop.signal));
    },
    burmeseCaseOf,
    effectsOf: (thaiCase) => burmese.desk.effects(burmeseCaseOf(thaiCase)),
    receiptsOf: (thaiCase) => thai.desk.caseOf(thaiCase).own.flatMap(({ receipts }) => receipts),
    onTopic: (topic) => crossing.onTopic(topic),
    losing: (topic, loses) => void (loses ? lost.add(topic) : lost.delete(topic)),
    keptByExchange: () => crossing.kept(),
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
      publishSealed(thai.ring, crossing.ends[0], 'MM', message, message.caseRef, new Date().toISOString()),
  };
};
