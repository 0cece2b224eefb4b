import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { embeddedExchange, PartyKey, publishSealed, NodeKey, type Keyring, type WireMessage } from '#bridge';
import type { Node, TestSandbox, Who } from '../kit/sandbox.js';
import { done, nameOf, openCase, owner, stepOf, type Nodes } from './steps.js';

export const toMyanmar = 'homeward.th.mm';
export const toThailand = 'homeward.mm.th';
export const datip: Who = 'TH/datip';
export const rehabilitation: Who = 'MM/rehabilitation';

const longestWaitMs = 15_000;

/** Waits until something is so, looking often. */
export const eventually = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (const until = Date.now() + longestWaitMs; Date.now() < until; await pause(50))
    if (await holds()) return;
  throw new Error(`did not come about in time: ${what}`);
};

const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'];
const consentTo = (purpose: string, groups: readonly string[]) => ({
  purpose,
  recipient: { country: 'MM' },
  groups,
  givenBy: 'person',
  told,
  language: 'my',
});

/** A Thai case of somebody who fears nobody in Myanmar and consents to be told of and asked about there. */
export const openToMyanmar = async (sandbox: Nodes, name = 'Ma Myint'): Promise<string> => {
  const caseId = await openCase(sandbox, 'atpd');
  const give = (process: string, step: string, body: unknown) =>
    done(sandbox, owner, stepOf(caseId, process, step), body);
  await done(sandbox, 'TH/atpd', stepOf(caseId, 'identification', 'complete-screening'), {
    outcome: 'presumed',
    indicators: ['debt'],
  });
  await give('protection', 'screen-protection', {
    about: 'MM',
    language: 'my',
    inPrivate: true,
    result: 'no_fear',
  });
  await give('consent', 'give-consent', consentTo('notification', ['profile']));
  await give('consent', 'give-consent', consentTo('nationality_confirmation', ['identity', 'origin']));
  await give('identity', 'record-name', nameOf(name));
  return caseId;
};

/** Tells Myanmar of a case, as the focal point does. */
export const notify = (sandbox: Nodes, caseId: string) =>
  done(sandbox, datip, stepOf(caseId, 'coordination', 'notify-country'), {
    country: 'MM',
    locationType: 'shelter',
  });
export const sendForm = (sandbox: Nodes, caseId: string) =>
  done(sandbox, datip, stepOf(caseId, 'nationality', 'send-case-form'), { to: 'MM' });

export interface Stored {
  readonly stream: string;
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
}

/** Events that a node holds, in order; of one type where it is named. */
export const stored = (sandbox: Nodes, node: Node, type = '%'): Promise<Stored[]> =>
  sandbox.sql<Stored & pg.QueryResultRow>(
    node,
    `select stream, type, open from event_store.events where type like '${type}' order by position`,
  );

/** What Thailand knows of its own messages of a case: kind by kind, with the receipts. */
export const receiptsOf = async (sandbox: Nodes, caseId: string): Promise<string[]> =>
  (await stored(sandbox, 'TH', 'MessageReceipted'))
    .filter(({ stream }) => stream === `case-${caseId}`)
    .map(({ open }) => `${String(open['kind'])} ${String(open['outcome'])}`);

/** Ids of the messages that Thailand released for a case, in order. */
export const releasedOf = async (sandbox: Nodes, caseId: string): Promise<string[]> =>
  (await stored(sandbox, 'TH', 'MessageReleased'))
    .filter(({ stream }) => stream === `case-${caseId}`)
    .map(({ open }) => String(open['messageId']));

/** What Myanmar received, as `kind sequence outcome`, of the messages named. */
export const receivedThere = async (sandbox: Nodes, messageIds: readonly string[]): Promise<string[]> =>
  (await stored(sandbox, 'MM', 'MessageReceived'))
    .filter(({ open }) => messageIds.includes(String(open['messageId'])))
    .map(({ open }) => `${String(open['kind'])} ${String(open['sequence'])} ${String(open['outcome'])}`);

export const onTopic = async (sandbox: Nodes, topic: string): Promise<number> => {
  const rows = await sandbox.sql<{ n: number }>(
    'exchange',
    `select count(*)::int as n from exchange.record where topic = '${topic}'`,
  );
  return rows[0]?.n ?? 0;
};

/** Why Myanmar put letters aside, in the order in which they came. */
export const deadLetters = async (sandbox: Nodes, node: Node = 'MM'): Promise<string[]> =>
  (
    await sandbox.sql<{ reason: string }>(node, 'select reason from bridge.dead_letter order by received_at')
  ).map(({ reason }) => reason);

export const parkedThere = async (sandbox: Nodes): Promise<number> =>
  (await sandbox.sql('MM', 'select message_id from bridge.parked_message')).length;

const Kept = z.object({ secrets: z.object({ keys: z.array(NodeKey) }), party: z.array(PartyKey) });

/** The keys of Thailand's node, to write what it would never write itself. */
export const thaiRing = async ({ dataDir }: TestSandbox): Promise<Keyring> => {
  const kept = async (node: Node) =>
    Kept.parse(JSON.parse(await readFile(join(dataDir, `node-${node}.json`), 'utf8')));
  const [thai, burmese] = [await kept('TH'), await kept('MM')];
  return { country: 'TH', own: thai.secrets.keys, parties: { TH: thai.party, MM: burmese.party } };
};

const writer = (sandbox: TestSandbox) =>
  embeddedExchange({ connection: sandbox.login('exchange', 'homeward_th_exchange') });

/** Puts a text on the topic to Myanmar with a keyring, as Thailand's exchange role. */
export const post = async (sandbox: TestSandbox, ring: Keyring, message: WireMessage): Promise<void> => {
  const exchange = writer(sandbox);
  try {
    await publishSealed(ring, exchange, 'MM', message, message.caseRef, new Date().toISOString());
  } finally {
    await exchange.close();
  }
};

/** Puts every record of a topic there once more, byte for byte. */
export const replay = async (sandbox: TestSandbox, topic: string): Promise<number> => {
  const rows = await sandbox.sql<{ key: string; headers: Record<string, string>; message: Buffer }>(
    'exchange',
    `select key, headers, message from exchange.record where topic = '${topic}' order by position`,
  );
  const exchange = writer(sandbox);
  for (const { key, headers, message } of rows) await exchange.publish(topic, key, message, headers);
  await exchange.close();
  return rows.length;
};

const profile = {
  sex: 'female',
  ageBand: 'adult',
  claimedNationality: 'MM',
  mainLanguage: 'my',
  locationType: 'shelter',
  urgency: 'normal',
};

type FirstMessage = Extract<WireMessage, { wireVersion: 1 }>;

/** A first notice of a person under the memorandum, as the first version of the wire carries it. */
export const notice = (caseRef: string, change: Partial<FirstMessage> = {}): FirstMessage => ({
  wireVersion: 1,
  form: 'message',
  from: 'TH',
  to: 'MM',
  messageId: randomUUID(),
  kind: 'CaseNotified',
  caseRef,
  sequence: 1,
  sentAt: new Date().toISOString(),
  instrument: 'th-mm-mou',
  instrumentVersion: '2009',
  clause: '1.1',
  purpose: 'notification',
  groups: ['profile'],
  payload: profile,
  ...change,
});

/** A case form of the same case, the second message. */
export const form = (caseRef: string, sequence = 2): WireMessage =>
  notice(caseRef, {
    kind: 'CaseFormSent',
    sequence,
    clause: '2.1',
    purpose: 'nationality_confirmation',
    groups: ['reference', 'identity'],
    payload: { formId: randomUUID(), names: [{ text: 'U Ba', script: 'Latn', kind: 'legal' }] },
  });

/** Holds everybody off a topic, as a broker that hangs, until it is let go or the server dies. */
export const blockTopic = async (sandbox: TestSandbox, topic: string): Promise<() => Promise<void>> => {
  const client = new pg.Client(sandbox.login('exchange', 'homeward'));
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query('select from exchange.topic where name = $1 for update', [topic]);
  return () => client.end().catch(() => undefined);
};
