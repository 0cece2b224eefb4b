import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fieldGroups } from '#casework';
import { generateNodeKeys } from '../crypto/keys.js';
import { sealText } from '../crypto/seal.js';
import { largestPayload } from './size.js';
import { mostConsents, type WireMessage } from './message.js';

const now = '2013-06-03T04:00:00.000Z';
const word = 'x'.repeat(64);

/** A message of which everything but the payload is as long as it may be. */
const around = (payload: Record<string, unknown>): WireMessage => ({
  wireVersion: 2,
  form: 'message',
  from: 'TH',
  to: 'MM',
  messageId: randomUUID(),
  kind: `X${word.slice(1)}`,
  caseRef: randomUUID(),
  yourRef: randomUUID(),
  sequence: Number.MAX_SAFE_INTEGER,
  sentAt: now,
  answers: randomUUID(),
  answerDue: '2013-07-01',
  instrument: word,
  instrumentVersion: word,
  clause: word,
  purpose: word,
  groups: [...fieldGroups],
  scope: { until: '2013-07-01', agency: word },
  correlation: randomUUID(),
  language: `und-${'Latn-'.repeat(6)}x`,
  offices: { from: word, to: word },
  consents: Array.from({ length: mostConsents }, () => randomUUID()),
  payload,
});

describe('the largest payload', () => {
  it('travels whatever stands around it, in every script', async () => {
    const { own, party } = await generateNodeKeys('2010-01-01T00:00:00Z');
    const other = await generateNodeKeys('2010-01-01T00:00:00Z');
    const ring = { country: 'TH', own, parties: { TH: party, MM: other.party } } as const;
    for (const letter of ['x', 'က', '"']) {
      const width = Buffer.byteLength(JSON.stringify(letter)) - 2;
      const empty = Buffer.byteLength(JSON.stringify({ text: '' }));
      const payload = { text: letter.repeat(Math.floor((largestPayload - empty) / width)) };
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(largestPayload);
      await expect(sealText(ring, 'MM', JSON.stringify(around(payload)), now)).resolves.toBeDefined();
    }
  });
});
