import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { fieldGroups, type MessageKind } from '#casework';
import { postgresCheckpoints, postgresParking } from '#following';
import { generateNodeKeys } from '../crypto/keys.js';
import { verify, type Keyring } from '../crypto/seal.js';
import { eventually } from '../exchange.contract.js';
import { outbound } from '../outbound.js';
import { bridgeTables, poolOf, specDatabase, type SpecDatabase } from '../spec/database.js';
import { clauseFor, countryDesk, newsFrom, type CountryDesk } from '../spec/country-desk.js';
import { awaitedReceiptTable } from '../tables/awaited-receipts.js';
import { waitingReleaseTable } from '../tables/waiting-releases.js';
import { unreadEventTable } from '../tables/unread-events.js';
import { paperOffice, type PaperOffice } from './office.js';

let own: SpecDatabase;
let database: DataSource;
let ring: Keyring;
let desk: CountryDesk;
let office: PaperOffice;
let caseId: string;
let messageId: string;

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

const notice = {
  ...{ sex: 'female', ageBand: 'adult', claimedNationality: 'JP' },
  ...{ mainLanguage: 'ja', locationType: 'shelter', urgency: 'normal' },
};
const news = (court: string) => ({ noticeId: randomUUID(), hearing: newsFrom(court) });

/** A letter from Japan, as an officer copies it. */
const replied = async (letterNumber: string, kind: MessageKind, payload: Record<string, unknown>) => {
  const refused = await office.recordReply({
    ...{ from: 'JP', caseId, letterNumber, fileNumber: 'WCO 26-114', kind, sentAt: now() },
    ...{ instrument: 'SAMPLE', instrumentVersion: '1', clause: clauseFor(kind), purpose: 'return' },
    ...{ groups: [...fieldGroups], payload },
  });
  expect(refused).toBeUndefined();
};

/** A message to Japan, which has no node, approved and brought as far as the paper office. */
beforeEach(async () => {
  await database.query('truncate bridge.paper_document, following.checkpoints, bridge.awaited_receipt');
  desk = countryDesk('TH', ['JP']);
  const { store, cases, referenceFor } = desk;
  office = paperOffice({ entities: () => Promise.resolve(database), ring, cases, now });
  caseId = randomUUID();
  await desk.open(caseId);
  await replied('0', 'CaseNotified', notice);
  messageId = await desk.tell(caseId, 'JP', 'from ကယား');
  const stop = new AbortController();
  const running = outbound({
    country: 'TH',
    store,
    cases,
    checkpoints: postgresCheckpoints(poolOf(database)),
    parking: postgresParking(poolOf(database)),
    unread: unreadEventTable(() => Promise.resolve(database)),
    awaited: awaitedReceiptTable(database),
    waiting: waitingReleaseTable(database),
    forget: () => Promise.resolve(),
    now,
    channelTo: () => office,
    referenceFor,
    consentReferenceFor: referenceFor,
    speaks: () => 1,
    officeOf: () => 'focal',
  }).run(stop.signal);
  await eventually(async () => (await office.list()).length === 1);
  stop.abort();
  await running;
});

describe('A message to a country without a node', () => {
  it('becomes a sheet to hand over, with the same content signed', async () => {
    expect(await office.list('JP')).toMatchObject([
      { messageId, caseId, to: 'JP', kind: 'CourtOutcomeNotified', sequence: 1 },
    ]);
    expect(await office.list('KH')).toEqual([]);
    const document = await office.fetch(messageId);
    expect(document?.text).toContain('Court outcome notified (no. 1 in this case)');
    expect(document?.text).toContain('Court: from ကယား');
    expect(document?.text).toContain(`clause ${clauseFor('CourtOutcomeNotified')}, for return`);
    const signed = await verify(ring, 'TH', document?.jws ?? '');
    expect(JSON.parse('text' in signed ? signed.text : '{}')).toMatchObject({
      messageId,
      payload: { hearing: newsFrom('from ကယား') },
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
    expect(await office.recordReceipt(messageId, 'received')).toBeUndefined();
    expect(await desk.receipts(caseId)).toEqual(['received']);
    expect(await office.list()).toMatchObject([
      { handedOverAt: '2014-08-04T02:00:00.000Z', receipt: 'received' },
    ]);
    expect(await office.recordReceipt(randomUUID(), 'received')).toBe('not_found');
  });

  it('is answered by a letter that has effect once, in the order of the letters', async () => {
    await replied('1', 'CourtOutcomeNotified', news('we have her file'));
    await replied('1', 'CourtOutcomeNotified', news('we have her file'));
    await replied('2', 'CourtOutcomeNotified', news('she is awaited'));
    expect(await desk.effects(caseId)).toEqual(['CaseNotified', 'we have her file', 'she is awaited']);
  });

  it('is awaited by people, and never sent again by itself', async () => {
    expect(await database.query('select from bridge.awaited_receipt')).toHaveLength(0);
  });

  it('is gone when its case was forgotten', async () => {
    await office.forget(caseId);
    expect(await office.list()).toEqual([]);
  });
});
