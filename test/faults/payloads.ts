import { createHash } from 'node:crypto';
import { canonicalJson } from '#desk';
import { openPart, refsOf, type DataKey, type KeyRef, type KeyRing } from '#sealing';
import { type PlacedEvent } from '#event-store';
import type { KeptEvent } from './judge/index.js';

const carrying: ReadonlySet<string> = new Set(['MessageApproved', 'MessageReceived']);

const together = 1_000;

const fingerprint = (payload: unknown): string =>
  createHash('sha256').update(canonicalJson(payload)).digest('hex');

const payloadIn = (event: PlacedEvent, keys: ReadonlyMap<KeyRef, DataKey>): unknown => {
  for (const [ref, part] of Object.entries(event.sealed)) {
    const key = keys.get(ref);
    if (!key) continue;
    try {
      const fields = openPart(event, part, key);
      if ('payload' in fields) return fields['payload'];
    } catch {
      // Altered where it is kept: judged as a payload that cannot be opened.
    }
  }
  return undefined;
};

/** The events, those that carry a message with the fingerprint of its payload, as far as the node's keys open it. */
export const withPayloads = async (
  events: readonly PlacedEvent[],
  keys: Pick<KeyRing, 'forOpening'>,
): Promise<KeptEvent[]> => {
  const kept: KeptEvent[] = [];
  for (let first = 0; first < events.length; first += together) {
    const some = events.slice(first, first + together);
    const found = await keys.forOpening(refsOf(some.filter(({ type }) => carrying.has(type))));
    for (const event of some) {
      const payload = carrying.has(event.type)
        ? (event.open['references'] ?? payloadIn(event, found))
        : undefined;
      kept.push(payload === undefined ? event : { ...event, payload: fingerprint(payload) });
    }
  }
  return kept;
};
