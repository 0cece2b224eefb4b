import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { generateNodeKeys } from '../crypto/keys.js';
import { verify, type Keyring } from '../crypto/seal.js';
import { eventually } from '../exchange.contract.js';
import { outbound } from '../outbound.js';
import { blind } from '../reference.js';
import { bridgeTables, specDatabase, type SpecDatabase } from '../spec/database.js';
import { fakeDesk, type FakeDesk } from '../spec/fake-desk.js';
import { fakeStore } from '../spec/fake-store.js';
import { awaitedReceiptTable } from '../tables/awaited-receipts.js';
import { checkpointTable } from '../tables/checkpoints.js';
import { waitingReleaseTable } from '../tables/waiting-releases.js';
import { unreadEventTable } from '../tables/unread-events.js';
import { parkedEventTable } from '../tables/parked-events.js';
import { paperOffice, type PaperOffice } from './office.js';

let own: SpecDatabase;
let database: DataSource;
let ring: Keyring;
let desk: FakeDesk;
let office: PaperOffice;
let caseId: string;
let messageId: string;

const actor = { id: 'node', country: 'TH', agency: 'node', roles: ['system'] } as const;
const now = () => new Date().toISOString();

beforeAll(async () => {
  own = await specDatabase();
  database = await bridgeTables(own.url);
  const keys = await generateNodeKeys('2010-01-01T00:00:00Z');
  ring = { country: 'TH', own: keys.own, parties: { TH: keys.party } };
});

afterAll(async () => {
  await database.destroy();
  await own.drop();
});

/** A message to Japan, which has no node, approved and brought as far as the paper office. */
beforeEach(async () => {
  await database.query('truncate bridge.paper_document, bridge.checkpoint, bridge.awaited_receipt');
  const store = fakeStore('TH');
  desk = fakeDesk(store);
  office = paperOffice({ database, ring, desk, actor, now });
  caseId = randomUUID();
  messageId = desk.approve(caseId, 'JP', 'from ကယား');
  const stop = new AbortController();
  const running = outbound({
    country: 'TH',
    store,
    desk,
    actor,
    checkpoints: checkpointTable(database),
    parked: parkedEventTable(database),
    unread: unreadEventTable(database),
    awaited: awaitedReceiptTable(database),
    waiting: waitingReleaseTable(database),
    forget: () => Promise.resolve(),
    now,
    channelTo: () => office,
    referenceFor: (to, id) => blind(new Uint8Array(32), to, id),
  }).run(stop.signal);
  await eventually(async () => (await office.list()).length === 1);
  stop.abort();
  await running;
});

describe('A message to a country without a node', () => {
  it('becomes a sheet to hand over, with the same content signed', async () => {
    expect(await office.list('JP')).toMatchObject([
      { messageId, caseId, to: 'JP', kind: 'CaseNotified', sequence: 1 },
    ]);
    expect(await office.list('KH')).toEqual([]);
    const document = await office.fetch(messageId);
    expect(document?.text).toContain('Case notified (no. 1 in this case)');
    expect(document?.text).toContain('Text: from ကယား');
    expect(document?.text).toContain('clause 1, for notification');
    const signed = await verify(ring, 'TH', document?.jws ?? '');
    expect(JSON.parse('text' in signed ? signed.text : '{}')).toMatchObject({
      messageId,
      payload: { text: 'from ကယား' },
    });
    expect(await office.fetch(randomUUID())).toBeUndefined();
  });

  it('lies there sealed', async () => {
    const rows = await database.query<{ text: string }[]>(
      'select row::text as text from bridge.paper_document row',
    );
    expect(rows[0]?.text).toContain(messageId);
    expect(rows[0]?.text.includes('ကယား')).toBe(false);
  });

  it('notes when it was handed over and what was signed for it', async () => {
    await office.handedOver(messageId, '2014-08-04T02:00:00.000Z');
    expect(await office.recordReceipt(messageId, 'received')).toEqual({ kind: 'done' });
    expect(desk.caseOf(caseId).own[0]?.receipts).toEqual(['received']);
    expect(await office.list()).toMatchObject([
      { handedOverAt: '2014-08-04T02:00:00.000Z', receipt: 'received' },
    ]);
    expect(await office.recordReceipt(randomUUID(), 'received')).toEqual({ kind: 'not_found' });
  });

  it('is answered by a letter that has effect once, in the order of the letters', async () => {
    const reply = (letterNumber: string, text: string) =>
      office.recordReply({
        from: 'JP',
        caseId,
        letterNumber,
        fileNumber: 'WCO 26-114',
        kind: 'CaseNotified',
        sentAt: now(),
        answers: messageId,
        instrument: 'JP-PLAN',
        instrumentVersion: '2014',
        clause: '1',
        purpose: 'notification',
        groups: ['reference'],
        payload: { text },
      });
    await reply('1', 'we have her file');
    await reply('1', 'we have her file');
    await reply('2', 'she is awaited');
    expect(desk.effects(caseId)).toEqual(['we have her file', 'she is awaited']);
  });

  it('is awaited by people, and never sent again by itself', async () => {
    expect(await database.query('select from bridge.awaited_receipt')).toHaveLength(0);
  });

  it('is gone when its case was forgotten', async () => {
    await office.forget(caseId);
    expect(await office.list()).toEqual([]);
  });
});
