import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { messages } from '#casework';
import { asyncApi } from './asyncapi.js';
import { readEnvelope, writeEnvelope } from './envelope.js';
import { wireText } from './message.js';
import { wireSchemas } from './schemas.js';

const receipt = {
  wireVersion: 1,
  form: 'receipt',
  from: 'MM',
  to: 'TH',
  receiptId: randomUUID(),
  messageId: randomUUID(),
  yourRef: randomUUID(),
  sentAt: '2014-08-04T02:00:00Z',
  outcome: 'received',
};

describe('The envelope', () => {
  it('is CloudEvents 1.0 and says nothing but who writes', () => {
    const id = randomUUID();
    expect(JSON.parse(writeEnvelope('TH', id, 'sealed'))).toEqual({
      specversion: '1.0',
      id,
      source: 'urn:homeward:node:th',
      type: 'homeward.message',
      datacontenttype: 'application/jose',
      data: 'sealed',
    });
  });

  it('comes back as it was written, and from nothing else', () => {
    const id = randomUUID();
    expect(readEnvelope(Buffer.from(writeEnvelope('TH', id, 'sealed')))?.data).toBe('sealed');
    expect(readEnvelope(Buffer.from([0xff, 0xfe]))).toBeUndefined();
    expect(readEnvelope(Buffer.from('{"specversion":"1.0"}'))).toBeUndefined();
    expect(readEnvelope(Buffer.from('[]'))).toBeUndefined();
  });
});

describe('The wire contract', () => {
  it('takes a receipt, and none with a field that nobody named or a reason in free words', () => {
    const taken = (change: object) => wireText(1, 'receipt', { ...receipt, ...change }) !== undefined;
    expect(taken({})).toBe(true);
    expect(taken({ name: 'x' })).toBe(false);
    expect(taken({ outcome: 'refused', reason: 'She is a witness' })).toBe(false);
    expect(taken({ correlation: randomUUID() })).toBe(false);
  });

  it('is published with a schema for every kind of message, by which unknown fields are refused', () => {
    const schemas = wireSchemas(messages);
    expect(Object.keys(schemas).filter((name) => name.startsWith('payload/'))).toHaveLength(
      Object.keys(messages).length,
    );
    for (const [name, schema] of Object.entries(schemas))
      // What a later version adds to an announcement is passed over.
      if (name === 'announcement.schema.json')
        expect(schema).not.toHaveProperty('additionalProperties', false);
      else
        expect(schema).toMatchObject({
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          type: 'object',
          additionalProperties: false,
        });
  });

  it('lists two topics for each pair of countries and direction: of messages, and of announcements', () => {
    const { channels, operations } = asyncApi(['TH', 'MM', 'LA']);
    expect(Object.keys(channels)).toHaveLength(12);
    expect(Object.keys(operations)).toHaveLength(24);
    expect(channels['homeward.th.mm']?.address).toBe('homeward.th.mm');
  });
});
