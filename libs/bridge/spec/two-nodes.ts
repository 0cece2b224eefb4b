import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { publishSealed } from '../channel.js';
import { generateNodeKeys } from '../crypto/keys.js';
import type { Exchange } from '../exchange.js';
import { eventually } from '../exchange.contract.js';
import { fieldGroups } from '#casework';
import { blind, caseIdFor } from '../reference.js';
import type { WireMessage } from '../wire/message.js';
import { embeddedBorder, type Border, type Crossing } from './border.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './database.js';
import { clauseFor, newsFrom } from './country-desk.js';
import { countryNode, type CountryNode } from './country-node.js';

export const toMyanmar = 'homeward.th.mm';
export const toThailand = 'homeward.mm.th';

/** A Thai and a Burmese bridge over one exchange, fresh for each test. */
export interface TwoNodes {
  readonly thai: CountryNode;
  readonly burmese: CountryNode;
  /** Thailand's end of the exchange. */
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  /** Runs both directions of the bridges given until the test ends. */
  readonly start: (...nodes: readonly CountryNode[]) => void;
  /** Runs single directions until the test ends. */
  readonly startEach: (...directions: readonly { run: (signal: AbortSignal) => Promise<void> }[]) => void;
  readonly burmeseCaseOf: (thaiCase: string) => string;
  /** A person of whom both countries keep a case and have told each other: the id of the Thai one. What she consented to ends on a day where one is given. */
  readonly person: (expiresOn?: string) => Promise<string>;
  /** What had effect in Myanmar since. */
  readonly effectsOf: (thaiCase: string) => Promise<readonly string[]>;
  /** Kinds of all messages that Myanmar recorded, with effect or without. */
  readonly burmeseHeard: () => readonly unknown[];
  /** Receipts recorded in Thailand since. */
  readonly receiptsOf: (thaiCase: string) => Promise<readonly string[]>;
  /** Whether Thailand has so many receipts. */
  readonly receipted: (thaiCase: string, times?: number) => Promise<boolean>;
  readonly onTopic: (topic: string) => Promise<number>;
  /** Myanmar's end of the exchange. */
  readonly burmeseExchange: Exchange;
  /** What a topic to Thailand holds, oldest first. */
  readonly keptOn: (topic: string) => Promise<readonly Uint8Array[]>;
  /** The exchange loses what comes on a topic from now on although it confirms it, or no longer. */
  readonly losing: (topic: string, loses: boolean) => void;
  /** Everything that the exchange keeps, as text. */
  readonly keptByExchange: () => Promise<string>;
  /** A message as Thailand's node would write it, for what it would never send: the first, second, … since. */
  readonly letter: (
    thaiCase: string,
    number: number,
    change?: Record<string, unknown> & { readonly kind?: string },
  ) => WireMessage;
  readonly post: (message: WireMessage) => Promise<void>;
}

const lossy = (exchange: Exchange, lost: ReadonlySet<string>): Exchange => ({
  publish: (topic, ...rest) => (lost.has(topic) ? Promise.resolve() : exchange.publish(topic, ...rest)),
  consume: (...asked) => exchange.consume(...asked),
  flow: (...asked) => exchange.flow(...asked),
  close: () => exchange.close(),
});

/** What one country told another before these specs begin, and its receipt. */
const crossed = async (
  from: CountryNode,
  fromCase: string,
  to: CountryNode,
  toCase: string,
  messageId: string,
): Promise<void> => {
  await from.desk.asNode(fromCase, { type: 'ReleaseMessage', body: { messageId } });
  const { instrument, instrumentVersion, clause, purpose, groups, kind, payload, answers } = (
    await from.desk.fileOf(fromCase)
  ).disclosure.own.at(-1)!;
  await to.desk.asNode(toCase, {
    type: 'ReceiveMessage',
    body: {
      ...{ messageId, kind, from: from.country, sequence: 1, sentAt: from.clock.now() },
      theirReference: from.desk.referenceFor(to.country, fromCase),
      ...{ instrument, instrumentVersion, clause, purpose, groups: [...groups], payload: { ...payload } },
      ...(answers === undefined ? {} : { answers }),
    },
  });
  const receipt = { messageId, from: to.country, outcome: 'received' as const };
  await from.desk.asNode(fromCase, { type: 'RecordReceipt', body: receipt });
  const position = await from.store.head();
  await from.checkpoints.note('outbound', await from.store.epoch(), position);
};

/** Two countries have told each other of a person; neither bridge has anything to do. */
const acquainted = async (
  a: CountryNode,
  ofA: string,
  b: CountryNode,
  ofB: string,
  expiresOn?: string,
): Promise<void> => {
  await a.desk.open(ofA, expiresOn);
  await crossed(a, ofA, b, ofB, await a.desk.notify(ofA, b.country));
  await b.desk.consent(ofB);
  const acknowledged = { country: a.country, focalPerson: 'officer-1' };
  await b.desk.give(ofB, { type: 'AcknowledgeCase', body: acknowledged });
  const { messageId } = (await b.desk.fileOf(ofB)).disclosure.own.at(-1)!;
  await crossed(b, ofB, a, ofA, messageId);
};

export const betweenTwoNodes = (border: Border = embeddedBorder()): TwoNodes => {
  let own: readonly SpecDatabase[] = [];
  let databases: readonly [DataSource, DataSource];
  let crossing: Crossing;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let thai: CountryNode;
  let burmese: CountryNode;
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
        'truncate following.checkpoints, following.parked, bridge.parked_message, bridge.dead_letter, bridge.awaited_receipt, bridge.waiting_release, bridge.announced, bridge.heard_announcement',
      );
    const th = await generateNodeKeys('2010-01-01T00:00:00Z');
    const mm = await generateNodeKeys('2010-01-01T00:00:00Z');
    const parties = { TH: th.party, MM: mm.party };
    thai = countryNode('TH', ['MM'], databases[0], lossy(crossing.ends[0], lost), { own: th.own, parties });
    burmese = countryNode('MM', ['TH'], databases[1], lossy(crossing.ends[1], lost), {
      own: mm.own,
      parties,
    });
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
    get burmeseExchange() {
      return crossing.ends[1];
    },
    keptOn: async (topic) => {
      const kept: Uint8Array[] = [];
      const read = new AbortController();
      const count = await crossing.onTopic(topic);
      const reading = crossing.ends[0].consume(
        topic,
        'another look',
        ({ message }) => Promise.resolve(void kept.push(message)),
        { signal: read.signal },
      );
      await eventually(() => kept.length >= count);
      read.abort();
      await reading;
      return kept;
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
    person: async (expiresOn) => {
      if (running.length > 0) throw new Error('Persons are there before the bridges run.');
      const thaiCase = randomUUID();
      await acquainted(thai, thaiCase, burmese, burmeseCaseOf(thaiCase), expiresOn);
      return thaiCase;
    },
    effectsOf: async (thaiCase) => (await burmese.desk.effects(burmeseCaseOf(thaiCase))).slice(1),
    burmeseHeard: () =>
      burmese.store.all.flatMap(({ type, open }) => (type === 'MessageReceived' ? [open['kind']] : [])),
    receiptsOf: async (thaiCase) => (await thai.desk.receipts(thaiCase)).slice(1),
    receipted: async (thaiCase, times = 1) =>
      (await thai.desk.fileOf(thaiCase)).disclosure.own.filter(({ receipt }) => receipt).length === times + 1,
    onTopic: (topic) => crossing.onTopic(topic),
    losing: (topic, loses) => void (loses ? lost.add(topic) : lost.delete(topic)),
    keptByExchange: () => crossing.kept(),
    letter: (thaiCase, number, { kind = 'CourtOutcomeNotified', ...change } = {}) => ({
      wireVersion: 1,
      form: 'message',
      from: 'TH',
      to: 'MM',
      messageId: randomUUID(),
      kind,
      caseRef: blind(thai.secret, 'MM', thaiCase),
      sequence: number + 1,
      sentAt: new Date().toISOString(),
      instrument: 'SAMPLE',
      instrumentVersion: '1',
      clause: clauseFor(kind),
      purpose: 'return',
      groups: [...fieldGroups],
      payload:
        kind === 'CourtOutcomeNotified' ? { noticeId: randomUUID(), hearing: newsFrom(`${number}`) } : {},
      ...change,
    }),
    post: (message) =>
      publishSealed(thai.ring, crossing.ends[0], 'MM', message, message.caseRef, new Date().toISOString()),
  };
};
