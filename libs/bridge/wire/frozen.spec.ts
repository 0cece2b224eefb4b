import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messages, type MessageDefinition, type MessageKind } from '#casework';
import { standsIn } from '../../casework/crossing/taken.js';
import { fullPayload } from '../../casework/spec/payloads.js';
import { generateNodeKeys, NodeKey, PartyKey } from '../crypto/keys.js';
import { sealText } from '../crypto/seal.js';
import { readRecord } from '../read-text.js';
import { WireAnnouncement } from './announcement.js';
import { readEnvelope, writeEnvelope } from './envelope.js';
import { wireVersion, wireVersions, type WireVersion } from './message.js';

/*
 * Messages of every published version, byte for byte as a node of then wrote them. They are never changed. A new kind of
 * message or a new version is frozen once, by FREEZE=1; what is there already is left. `digests.txt` holds each file to what it
 * was then: FREEZE=1 adds to it, and changes no line.
 */
const folder = join('libs', 'bridge', 'wire', 'frozen');
const kinds = Object.keys(messages) as MessageKind[];
const id = '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d';
const sentAt = '2014-08-04T02:00:00.000Z';

const leastPayload = (kind: MessageKind): Record<string, unknown> => {
  const { required = [] } = z.toJSONSchema(messages[kind].schema, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(fullPayload(kind)).filter(([name]) => required.includes(name)));
};

const head = { from: 'TH', to: 'MM' };
const required = { caseRef: id, sequence: 1, sentAt, instrument: 'th-mm-mou', instrumentVersion: '2009' };
/** What a message says in its version beside the first. */
const told = (version: WireVersion, full: boolean) =>
  version === 1
    ? {}
    : {
        correlation: id,
        language: full ? 'und-Thai' : 'zxx',
        offices: { from: 'datip', to: 'dsw' },
        consents: full ? [id] : [],
      };
const messageOf = (version: WireVersion, kind: MessageKind, full: boolean) => ({
  wireVersion: version,
  ...head,
  form: 'message',
  messageId: id,
  kind,
  ...required,
  clause: '1.1',
  purpose: 'notification',
  groups: ['reference'],
  ...(full && { yourRef: id, answers: id, answerDue: '2014-08-06' }),
  ...told(version, full),
  payload: full ? fullPayload(kind) : leastPayload(kind),
});
const receiptOf = (version: WireVersion) => ({
  wireVersion: version,
  ...head,
  ...{ form: 'receipt', receiptId: id, messageId: id, yourRef: id, sentAt },
  ...(version > 1 && { correlation: id }),
});

const Sealed = z.object({
  keys: z.record(z.enum(['TH', 'MM']), z.object({ own: z.array(NodeKey), party: z.array(PartyKey) })),
  envelope: z.string(),
});

const kindOf = (name: string): string => name.replace(/^v1\//, '').replace(/(\.least)?\.json$/, '');

const digests = join(folder, 'digests.txt');
const bytesOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const frozenFiles = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted();
const digestOf = (name: string): string => createHash('sha256').update(bytesOf(name)).digest('hex');
const knownDigests = (): ReadonlyMap<string, string> =>
  new Map(
    (existsSync(digests) ? readFileSync(digests, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [digest = '', name = ''] = line.split('  ');
        return [name, digest];
      }),
  );

const addDigests = (): void => {
  const known = knownDigests();
  const all = frozenFiles().map((name) => `${known.get(name) ?? digestOf(name)}  ${name}\n`);
  writeFileSync(digests, all.join(''));
};

const freeze = async (version: WireVersion): Promise<void> => {
  const own = join(folder, `v${version}`);
  mkdirSync(own, { recursive: true });
  const write = (name: string, content: unknown): void => {
    const path = join(own, name);
    if (!existsSync(path)) writeFileSync(path, JSON.stringify(content));
  };
  for (const kind of kinds) {
    write(`${kind}.json`, messageOf(version, kind, true));
    write(`${kind}.least.json`, messageOf(version, kind, false));
  }
  write('receipt.json', { ...receiptOf(version), outcome: 'received' });
  write('receipt.refused.json', { ...receiptOf(version), outcome: 'refused', reason: 'no_clause' });
  const keys = {
    TH: await generateNodeKeys('2010-01-01T00:00:00Z'),
    MM: await generateNodeKeys('2010-01-01T00:00:00Z'),
  };
  const ring = {
    country: 'TH',
    own: keys.TH.own,
    parties: { TH: keys.TH.party, MM: keys.MM.party },
  } as const;
  const sealed = await sealText(ring, 'MM', JSON.stringify(messageOf(version, 'CaseNotified', true)), sentAt);
  write('sealed.json', { keys, envelope: writeEnvelope('TH', id, sealed) });
};
const announcement = {
  ...{ form: 'announcement', ...head, number: 1_407_117_600_000, sentAt, wireVersions: [1, 2] },
  instruments: [
    {
      code: 'th-mm-mou',
      version: '2009',
      hash: 'a'.repeat(64),
      kinds: { CaseNotified: [1], CaseFormSent: [1] },
    },
    { code: 'th-mm-sop', version: '2016', kinds: {} },
  ],
};
const announcementFile = join(folder, 'announcement.json');

if (process.env['FREEZE'] === '1') {
  await freeze(wireVersion);
  if (!existsSync(announcementFile)) writeFileSync(announcementFile, JSON.stringify(announcement));
  addDigests();
}

const frozen = frozenFiles();
const announcements = frozen.filter((name) => name.startsWith('announcement'));
const texts = frozen.filter((name) => !name.endsWith('sealed.json') && !announcements.includes(name));
const Payload = z.object({ payload: z.record(z.string(), z.unknown()) });

describe('messages of every published version', () => {
  let rings: { th: Parameters<typeof sealText>[0]; mm: Parameters<typeof sealText>[0] };

  beforeAll(async () => {
    const [th, mm] = [
      await generateNodeKeys('2010-01-01T00:00:00Z'),
      await generateNodeKeys('2010-01-01T00:00:00Z'),
    ];
    const parties = { TH: th.party, MM: mm.party };
    rings = { th: { country: 'TH', own: th.own, parties }, mm: { country: 'MM', own: mm.own, parties } };
  });

  it.each(wireVersions)(
    'are frozen for each kind, with every field and with the least, and for the receipt: %s',
    (version) => {
      const wanted = kinds.flatMap((kind) => [`${kind}.json`, `${kind}.least.json`]);
      const more = ['receipt.json', 'receipt.refused.json', 'sealed.json'];
      const found = frozen
        .filter((name) => name.startsWith(`v${version}/`))
        .map((name) => name.split('/').at(-1));
      expect(found.toSorted()).toEqual([...wanted, ...more].toSorted());
    },
  );

  /* A node that says nothing of itself takes what there was when nodes began to: the second version was frozen then. */
  it('hold every kind, and every field of the first form of its payload, that may go to a node that says nothing', () => {
    const before = new Set(frozen.filter((name) => name.startsWith('v1/')).map(kindOf));
    for (const kind of kinds.filter((each) => !messages[each].onlyAnnounced)) {
      expect(before).toContain(kind);
      const definition: MessageDefinition = messages[kind];
      const { payload } = Payload.parse(JSON.parse(bytesOf(join('v2', `${kind}.json`))));
      const first = Object.keys(definition.fields).filter((field) => standsIn(definition, field, 1));
      expect([kind, ...Object.keys(payload)]).toEqual(expect.arrayContaining([kind, ...first]));
    }
  });

  it.each(announcements)(
    'an announcement is read as it was written, with whatever a later version adds: %s',
    (name) => {
      const said = z.record(z.string(), z.unknown()).parse(JSON.parse(bytesOf(name)));
      expect(WireAnnouncement.parse(said)).toEqual(said);
      expect(WireAnnouncement.parse({ ...said, later: true })).toEqual(said);
    },
  );

  it('are byte for byte those that were frozen', () => {
    expect(new Map(frozen.map((name) => [name, digestOf(name)]))).toEqual(knownDigests());
  });

  it.each(texts)('are read by today’s reader as they were written: %s', async (name) => {
    const text = bytesOf(name);
    const message = Buffer.from(writeEnvelope('TH', id, await sealText(rings.th, 'MM', text, sentAt)));
    expect(await readRecord(rings.mm, messages, 'TH', { message })).toEqual({
      text: z.unknown().parse(JSON.parse(text)),
    });
  });

  it.each(frozen.filter((name) => name.endsWith('sealed.json')))(
    'are opened with the keys of then: %s',
    async (name) => {
      const { keys, envelope } = Sealed.parse(JSON.parse(bytesOf(name)));
      const ring = {
        country: 'MM',
        own: keys.MM.own,
        parties: { TH: keys.TH.party, MM: keys.MM.party },
      } as const;
      expect(readEnvelope(Buffer.from(envelope))).toBeDefined();
      const read = await readRecord(ring, messages, 'TH', { message: Buffer.from(envelope) });
      expect(read).toMatchObject({ text: { kind: 'CaseNotified', from: 'TH' } });
    },
  );
});
