import { z } from 'zod';
import { Country } from '#casework';
import { start, type EventStore } from '#event-store';
import type { SeenCrossing } from './story/index.js';

const Released = z.object({ messageId: z.string(), kind: z.string(), to: Country });
const Received = z.object({ messageId: z.string() });

/**
 * Watches what the nodes of a sandbox released across the border and what has arrived: kinds and directions, read from
 * their event stores.
 */
export const borderOf = (stores: ReadonlyMap<Country, Pick<EventStore, 'readAll'>>) => {
  const released: Omit<SeenCrossing, 'arrived'>[] = [];
  const arrived = new Set<string>();
  const after = new Map([...stores.keys()].map((country) => [country, start]));
  const look = async (): Promise<readonly SeenCrossing[]> => {
    for (const [from, store] of stores)
      for (;;) {
        const page = await store.readAll(after.get(from) ?? start, 1_000);
        const last = page.at(-1);
        if (!last) break;
        for (const { type, open } of page) {
          if (type === 'MessageReceived') arrived.add(Received.parse(open).messageId);
          if (type !== 'MessageReleased') continue;
          const { messageId: id, to, kind } = Released.parse(open);
          released.push({ id, from, to, kind });
        }
        after.set(from, last.position);
      }
    return released.map((message) => ({
      ...message,
      arrived: arrived.has(message.id) || !stores.has(message.to),
    }));
  };
  let turn: Promise<readonly SeenCrossing[]> = Promise.resolve([]);
  return (): Promise<readonly SeenCrossing[]> => (turn = turn.then(look, look));
};
