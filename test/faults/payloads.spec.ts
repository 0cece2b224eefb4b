import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { event, everyone, everyoneInvolved, operational, personal } from '#casework';
import { sealEvent } from '#sealing';
import { type PlacedEvent } from '#event-store';
import { withPayloads } from './payloads.js';
import { memoryKeyRing } from '../doubles/memory-key-ring.js';

const fields = {
  messageId: operational(z.string(), everyone),
  payload: personal('payload', z.record(z.string(), z.unknown())),
};
const catalogue = {
  MessageApproved: event('MessageApproved', everyoneInvolved, fields),
  MessageReceived: event('MessageReceived', everyoneInvolved, fields),
  MessageReceipted: event('MessageReceipted', everyoneInvolved, fields),
};
type Type = keyof typeof catalogue;

/** The event as a node of its own keeps it, with keys of its own. */
const keptAt = async (type: Type, payload: Record<string, unknown>) => {
  const keys = memoryKeyRing();
  const meta: PlacedEvent['meta'] = {
    country: 'TH',
    occurredAt: '2026-01-01T00:00:00.000Z',
    bodyHash: '',
    actor: 'node',
    agency: 'node',
    recordedAt: '2026-01-01T00:00:00.000Z',
    commandId: randomUUID(),
    correlationId: randomUUID(),
    causationId: randomUUID(),
  };
  const envelope = { eventId: randomUUID(), person: 'case-one', meta };
  const stored = await sealEvent(catalogue, { type, data: { messageId: 'm-1', payload } }, envelope, keys);
  const placed: PlacedEvent = { ...stored, stream: 'case-1', revision: 0, position: '0' };
  return { keys, placed };
};

const payloadOf = async (type: Type, payload: Record<string, unknown>) => {
  const { keys, placed } = await keptAt(type, payload);
  return (await withPayloads([placed], keys))[0]?.payload;
};

describe('the payload of a message', () => {
  it('has one fingerprint at both nodes, whatever the order of its fields, and another where it differs', async () => {
    const sent = await payloadOf('MessageApproved', { name: 'Ma Myint', origin: { a: 1, b: [2] } });
    expect(sent).toMatch(/^[0-9a-f]{64}$/);
    expect(await payloadOf('MessageReceived', { origin: { b: [2], a: 1 }, name: 'Ma Myint' })).toBe(sent);
    expect(await payloadOf('MessageReceived', { origin: { b: [3], a: 1 }, name: 'Ma Myint' })).not.toBe(sent);
  });

  it('has none where it cannot be opened, and of other events none is looked at', async () => {
    const { keys, placed } = await keptAt('MessageReceived', { name: 'Ma Myint' });
    const moved = { ...placed, id: randomUUID() };
    const [altered] = await withPayloads([moved], keys);
    expect(altered).toEqual(moved);
    const [keyless] = await withPayloads([placed], memoryKeyRing());
    expect(keyless).not.toHaveProperty('payload');
    expect(await payloadOf('MessageReceipted', { name: 'Ma Myint' })).toBeUndefined();
  });
});
