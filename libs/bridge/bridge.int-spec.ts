import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { ForeignCheckpointError } from '#event-store';
import { publishSealed, type Channel } from './channel.js';
import { generateNodeKeys } from './crypto/keys.js';
import { seal } from './crypto/seal.js';
import { embeddedExchange } from './embedded/exchange.js';
import { installEmbeddedExchange } from './embedded/install.js';
import { eventually } from './exchange.contract.js';
import { blind, caseIdFor } from './reference.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './spec/database.js';
import { fakeNode, plainKind, type FakeNode } from './spec/fake-node.js';
import { queueDepths } from './tables/queue-depths.js';
import { writeEnvelope } from './wire/envelope.js';
import type { WireMessage } from './wire/message.js';

const run = randomUUID().slice(0, 8);
const members = [
  { country: 'TH', role: `bth_${run}`, password: 'th' },
  { country: 'MM', role: `bmm_${run}`, password: 'mm' },
] as const;
const toMyanmar = 'homeward.th.mm';
const toThailand = 'homeward.mm.th';

let shared: SpecDatabase;
let admin: pg.Client;
let nodeDatabases: readonly SpecDatabase[];
let databases: readonly DataSource[];
let exchanges: readonly ReturnType<typeof embeddedExchange>[];
let thai: FakeNode;
let burmese: FakeNode;
let stop: AbortController;
let running: Promise<unknown>[];

beforeAll(async () => {
  shared = await specDatabase();
  admin = new pg.Client(shared.url);
  await admin.connect();
  await installEmbeddedExchange(admin, members);
  nodeDatabases = [await specDatabase(), await specDatabase()];
  databases = await Promise.all(nodeDatabases.map(({ url }) => bridgeTables(url)));
});

afterAll(async () => {
  for (const database of databases) await database.destroy();
  await admin.end();
  for (const database of [shared, ...nodeDatabases]) await database.drop();
  const server = new pg.Client(process.env['TEST_DATABASE_URL']);
  await server.connect();
  for (const { role } of members) await server.query(`drop role if exists ${role}`);
  await server.end();
});

beforeEach(async () => {
  await admin.query('truncate exchange.record, exchange.progress');
  await admin.query('update exchange.topic set head = 0');
  exchanges = members.map(({ role, password }) =>
    embeddedExchange({ connection: shared.as(role, password), firstPause: 20, pollEvery: 60_000 }),
  );
  const [th, mm] = [
    await generateNodeKeys('2010-01-01T00:00:00Z'),
    await generateNodeKeys('2010-01-01T00:00:00Z'),
  ];
  const parties = { TH: th.party, MM: mm.party };
  for (const database of databases)
    await database.query(
      'truncate bridge.checkpoint, bridge.parked_event, bridge.parked_message, bridge.dead_letter',
    );
  thai = fakeNode('TH', ['MM'], databases[0]!, exchanges[0]!, { own: th.own, parties });
  burmese = fakeNode('MM', ['TH'], databases[1]!, exchanges[1]!, { own: mm.own, parties });
  stop = new AbortController();
  running = [];
});

afterEach(async () => {
  stop.abort();
  await Promise.all(running);
  for (const exchange of exchanges) await exchange.close();
});

const start = (...nodes: readonly FakeNode[]): void => {
  for (const node of nodes) running.push(node.inward.run(stop.signal), node.outward().run(stop.signal));
};

const burmeseCaseOf = (thaiCase: string): string => caseIdFor('MM', 'TH', blind(thai.secret, 'MM', thaiCase));
const effectsOf = (thaiCase: string): readonly unknown[] => burmese.desk.effects(burmeseCaseOf(thaiCase));
const receiptsOf = (thaiCase: string): readonly string[] =>
  thai.desk.caseOf(thaiCase).own.flatMap(({ receipts }) => receipts);
const onTopic = async (topic: string): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    'select count(*)::int as n from exchange.record where topic = $1',
    [topic],
  );
  return rows[0]?.n ?? 0;
};

/** A message as Thailand's node would write it, for what the node itself would never send. */
const letter = (thaiCase: string, sequence: number, change: Record<string, unknown> = {}): WireMessage => ({
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
});

const post = (message: WireMessage): Promise<void> =>
  publishSealed(thai.ring, exchanges[0]!, 'MM', message, message.caseRef, new Date().toISOString());

describe('A message between two nodes', () => {
  it('has effect on the other side and is receipted, both ways, each naming the case by the other’s reference', async () => {
    start(thai, burmese);
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', 'found in Phetchaburi');
    await eventually(() => receiptsOf(thaiCase).length === 1);
    expect(effectsOf(thaiCase)).toEqual(['found in Phetchaburi']);
    burmese.desk.approve(burmeseCaseOf(thaiCase), 'TH', 'ours');
    await eventually(() => burmese.desk.caseOf(burmeseCaseOf(thaiCase)).own[0]?.receipts.length === 1);
    expect(thai.desk.effects(thaiCase)).toEqual(['ours']);
    expect(receiptsOf(thaiCase)).toEqual(['received']);
  });

  it('crosses without any polling on its way', async () => {
    start(thai, burmese);
    const warm = randomUUID();
    thai.desk.approve(warm, 'MM', 'first');
    await eventually(() => receiptsOf(warm).length === 1);
    const begun = Date.now();
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', 'second');
    await eventually(() => receiptsOf(thaiCase).length === 1);
    expect(Date.now() - begun).toBeLessThan(1_000);
  });

  it('tells its sender when it was refused, and why', async () => {
    start(thai, burmese);
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', 'refuse me');
    thai.desk.approve(thaiCase, 'MM', 'the next one');
    await eventually(() => receiptsOf(thaiCase).length === 2);
    expect(receiptsOf(thaiCase)).toEqual(['refused: no_clause', 'received']);
  });

  it('keeps the order of each case among many', async () => {
    start(thai, burmese);
    const cases = Array.from({ length: 12 }, () => randomUUID());
    for (let n = 1; n <= 8; n += 1) for (const thaiCase of cases) thai.desk.approve(thaiCase, 'MM', `${n}`);
    await eventually(() => cases.every((thaiCase) => receiptsOf(thaiCase).length === 8), 20_000);
    for (const thaiCase of cases)
      expect(effectsOf(thaiCase)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('has effect once however often it comes, and gets its receipt again', async () => {
    start(burmese);
    const thaiCase = randomUUID();
    const message = letter(thaiCase, 1);
    for (let times = 0; times < 3; times += 1) await post(message);
    await eventually(async () => (await onTopic(toThailand)) === 3);
    expect(effectsOf(thaiCase)).toEqual(['1']);
    expect(burmese.store.events.map(({ type }) => type)).toEqual(['MessageReceived']);
  });

  it('leaves nothing readable outside the two desks', async () => {
    start(burmese);
    const mark = 'ဒေါ်အေးအေးမြင့်';
    const [first, gap] = [randomUUID(), randomUUID()];
    await post(letter(first, 1, { payload: { text: mark } }));
    await post(letter(gap, 2, { payload: { text: mark } }));
    await post(letter(first, 2, { kind: 'Unheard', payload: { text: mark } }));
    await eventually(async () => (await burmese.deadLetters.count()) === 1);
    await eventually(async () => (await burmese.parkedMessages.count()) === 1);
    const rowsOf = (table: string) =>
      `select row.*, convert_from(row.message, 'UTF8') as text from ${table} row`;
    const bytes = JSON.stringify([
      (await admin.query(rowsOf('exchange.record'))).rows,
      await burmese.database.query<unknown>(rowsOf('bridge.parked_message')),
      await burmese.database.query<unknown>(rowsOf('bridge.dead_letter')),
      burmese.counted,
    ]);
    const read = [mark, first, gap, 'CaseNotified', 'Unheard', 'TH-MM-MOU'].filter((secret) =>
      bytes.includes(secret),
    );
    expect(bytes.split('homeward.message').length - 1).toBe(6);
    expect(read).toEqual([]);
  });
});

describe('A gap', () => {
  it('parks its own case only, and is drained in order when the missing message comes', async () => {
    start(burmese);
    const [gapped, whole] = [randomUUID(), randomUUID()];
    await post(letter(gapped, 3));
    await post(letter(gapped, 2));
    await post(letter(whole, 1));
    await eventually(() => effectsOf(whole).length === 1);
    await eventually(async () => (await burmese.parkedMessages.count()) === 2);
    await eventually(async () => (await onTopic(toThailand)) === 1);
    expect(effectsOf(gapped)).toEqual([]);
    await post(letter(gapped, 1));
    await eventually(async () => (await onTopic(toThailand)) === 4);
    expect(effectsOf(gapped)).toEqual(['1', '2', '3']);
    expect(await queueDepths(burmese.database)).toMatchObject({ parkedMessages: 0, deadLetters: 0 });
  });

  it('is told apart from a place that another message has taken', async () => {
    start(burmese);
    const thaiCase = randomUUID();
    await post(letter(thaiCase, 1));
    await post(letter(thaiCase, 1, { payload: { text: 'another' } }));
    await eventually(async () => (await burmese.deadLetters.count()) === 1);
    expect((await burmese.deadLetters.list())[0]?.reason).toBe('sequence_used');
    expect(effectsOf(thaiCase)).toEqual(['1']);
  });
});

describe('What cannot be processed', () => {
  const reasonOf = async (send: () => Promise<void>): Promise<string | undefined> => {
    const good = randomUUID();
    start(burmese);
    await send();
    await post(letter(good, 1));
    await eventually(async () => (await onTopic(toThailand)) > 0);
    await eventually(async () => (await burmese.deadLetters.count()) === 1);
    expect(effectsOf(good)).toEqual(['1']);
    expect(await onTopic(toThailand)).toBe(1);
    expect(burmese.store.events).toHaveLength(1);
    return (await burmese.deadLetters.list())[0]?.reason;
  };
  const raw = (text: string) => exchanges[0]!.publish(toMyanmar, randomUUID(), text);
  const sealed = async (content: unknown, ring = thai.ring) =>
    raw(
      writeEnvelope(
        'TH',
        randomUUID(),
        await seal(ring, 'MM', JSON.stringify(content), new Date().toISOString()),
      ),
    );

  it('is a message signed with a key that Thailand does not have', async () => {
    const stranger = await generateNodeKeys('2010-01-01T00:00:00Z');
    const ring = { ...thai.ring, own: stranger.own, parties: { ...thai.ring.parties, TH: stranger.party } };
    expect(await reasonOf(() => sealed(letter(randomUUID(), 1), ring))).toBe('unknown_key');
  });

  it('is a message whose signature was made over something else', async () => {
    const key = { ...thai.ring.own[0]!, jwk: (await generateNodeKeys('2010-01-01T00:00:00Z')).own[0]!.jwk };
    expect(await reasonOf(() => sealed(letter(randomUUID(), 1), { ...thai.ring, own: [key] }))).toBe(
      'bad_signature',
    );
  });

  it('is a message signed with a revoked key', async () => {
    const revoked = randomUUID();
    await post(letter(revoked, 1));
    burmese.ring.parties = {
      ...burmese.ring.parties,
      TH: burmese.ring.parties.TH!.map((key) => ({ ...key, revoked: true })),
    };
    start(burmese);
    await eventually(async () => (await burmese.deadLetters.count()) === 1);
    expect((await burmese.deadLetters.list())[0]?.reason).toBe('revoked_key');
    expect(effectsOf(revoked)).toEqual([]);
    expect(await onTopic(toThailand)).toBe(0);
  });

  it.each([
    ['of an unknown version', { wireVersion: 2 }, 'unknown_version'],
    ['of an unknown kind', { kind: 'Unheard' }, 'unknown_kind'],
    ['of a kind that every object knows', { kind: 'constructor' }, 'malformed_message'],
    ['for another country', { to: 'KH' }, 'not_for_us'],
    ['in the name of another country', { from: 'KH' }, 'wrong_sender'],
    ['with an unknown field', { extra: true }, 'malformed_message'],
    ['with a payload of another form', { payload: { text: 1 } }, 'malformed_payload'],
    ['with a case of ours that does not exist', { yourRef: randomUUID() }, 'unknown_reference'],
    ['from before its key', { sentAt: '2001-01-01T00:00:00Z' }, 'key_not_in_use'],
    ['with an id in capitals', { messageId: randomUUID().toUpperCase() }, 'malformed_message'],
  ])('is a message %s', async (_name, change, reason) => {
    expect(await reasonOf(() => sealed(letter(randomUUID(), 1, change)))).toBe(reason);
  });

  it.each([
    ['no JSON', 'certainly not'],
    ['no envelope', '{"type":"homeward.message"}'],
  ])('is %s', async (_name, text) => {
    expect(await reasonOf(() => raw(text))).toBe('malformed_envelope');
  });

  it('is a receipt for a message that was never sent', async () => {
    const { messageId, caseRef, sentAt } = letter(randomUUID(), 1);
    const receipt = {
      wireVersion: 1,
      form: 'receipt',
      from: 'TH',
      to: 'MM',
      receiptId: messageId,
      messageId,
    };
    expect(await reasonOf(() => sealed({ ...receipt, yourRef: caseRef, sentAt, outcome: 'received' }))).toBe(
      'unknown_reference',
    );
  });

  it('can be taken again after a fix, and what waited behind it follows', async () => {
    start(burmese);
    const thaiCase = randomUUID();
    await post(letter(thaiCase, 1, { kind: 'Unheard' }));
    await post(letter(thaiCase, 2));
    await eventually(async () => (await burmese.parkedMessages.count()) === 1);
    const [dead] = await burmese.deadLetters.list();
    expect(await burmese.inward.retake(dead!.id)).toEqual({ taken: false, reason: 'unknown_kind' });
    burmese.catalogue['Unheard'] = plainKind;
    expect(await burmese.inward.retake(dead!.id)).toEqual({ taken: true });
    expect(effectsOf(thaiCase)).toEqual(['1', '2']);
    expect(await queueDepths(burmese.database)).toMatchObject({ parkedMessages: 0, deadLetters: 0 });
    expect(await burmese.inward.retake(randomUUID())).toEqual({ taken: false, reason: 'unknown_letter' });
  });
});

describe('A broken case', () => {
  it('waits on the sending side, in order, while the others go on', async () => {
    start(thai, burmese);
    const [broken, sound] = [randomUUID(), randomUUID()];
    thai.desk.broken.add(broken);
    for (const text of ['1', '2']) thai.desk.approve(broken, 'MM', text);
    thai.desk.approve(sound, 'MM', 'sound');
    await eventually(() => receiptsOf(sound).length === 1);
    expect(await thai.parkedEvents.count()).toBe(2);
    expect(effectsOf(broken)).toEqual([]);
    thai.desk.broken.delete(broken);
    await eventually(() => receiptsOf(broken).length === 2);
    expect(effectsOf(broken)).toEqual(['1', '2']);
    expect(await thai.parkedEvents.count()).toBe(0);
  });

  it('waits on the receiving side, in order, while the others go on', async () => {
    start(thai, burmese);
    const [broken, sound] = [randomUUID(), randomUUID()];
    burmese.desk.broken.add(burmeseCaseOf(broken));
    for (const text of ['1', '2']) thai.desk.approve(broken, 'MM', text);
    thai.desk.approve(sound, 'MM', 'sound');
    await eventually(() => receiptsOf(sound).length === 1);
    expect(receiptsOf(broken)).toEqual([]);
    burmese.desk.broken.clear();
    await eventually(() => receiptsOf(broken).length === 2);
    expect(effectsOf(broken)).toEqual(['1', '2']);
    await eventually(async () => (await burmese.parkedMessages.count()) === 0);
  });
});

describe('A bridge that is killed', () => {
  /** A process that dies in the middle of sending: nothing after that line ever runs. */
  const dyingNode = async (
    before: (channel: Channel) => (...sent: Parameters<Channel['send']>) => Promise<void>,
  ) => {
    const dead = new AbortController();
    let died = false;
    const never = new Promise<void>(() => undefined);
    void thai
      .outward((to) => ({
        send: async (...sent) => {
          await before(thai.channel(to))(...sent);
          died = true;
          await never;
        },
      }))
      .run(dead.signal);
    await eventually(() => died);
    dead.abort();
  };

  it('between release and publishing loses nothing', async () => {
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', '1');
    await dyingNode(() => () => Promise.resolve());
    expect(await onTopic(toMyanmar)).toBe(0);
    start(thai, burmese);
    await eventually(() => receiptsOf(thaiCase).length === 1);
    expect(effectsOf(thaiCase)).toEqual(['1']);
  });

  it('between publishing and its checkpoint sends again, and the message has effect once', async () => {
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', '1');
    await dyingNode((channel) => (message, caseId) => channel.send(message, caseId));
    expect(await onTopic(toMyanmar)).toBe(1);
    start(thai, burmese);
    thai.desk.approve(thaiCase, 'MM', '2');
    await eventually(() => receiptsOf(thaiCase).length === 2);
    await eventually(async () => (await onTopic(toThailand)) === 3);
    expect(await onTopic(toMyanmar)).toBe(3);
    expect(effectsOf(thaiCase)).toEqual(['1', '2']);
  });

  it('goes on from its checkpoint and publishes nothing twice when it was stopped in peace', async () => {
    const early = new AbortController();
    const ended = thai.outward().run(early.signal);
    const thaiCase = randomUUID();
    thai.desk.approve(thaiCase, 'MM', '1');
    await eventually(async () => (await onTopic(toMyanmar)) === 1);
    early.abort();
    await ended;
    start(thai, burmese);
    thai.desk.approve(thaiCase, 'MM', '2');
    await eventually(() => receiptsOf(thaiCase).length === 2);
    expect(await onTopic(toMyanmar)).toBe(2);
  });

  it('does not follow another history from an old checkpoint', async () => {
    const early = new AbortController();
    const ended = thai.outward().run(early.signal);
    thai.desk.approve(randomUUID(), 'MM', '1');
    await eventually(async () => (await onTopic(toMyanmar)) === 1);
    early.abort();
    await ended;
    thai.store.restore();
    await expect(thai.outward().run(stop.signal)).rejects.toThrow(ForeignCheckpointError);
  });
});
