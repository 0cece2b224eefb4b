import { z } from 'zod';
import { Country } from '#casework';
import { start, type EventStore } from '#event-store';
import type { SeenCrossing } from './story/index.js';

const Released = z.object({ messageId: z.string(), kind: z.string(), to: Country });

/** Watches what the nodes of a sandbox released across the border: kinds and directions, read from their event stores. */
export const borderOf = (stores: ReadonlyMap<Country, Pick<EventStore, 'readAll'>>) => {
  const seen: SeenCrossing[] = [];
  const after = new Map([...stores.keys()].map((country) => [country, start]));
  const look = async (): Promise<readonly SeenCrossing[]> => {
    for (const [from, store] of stores)
      for (;;) {
        const page = await store.readAll(after.get(from) ?? start, 1_000);
        const last = page.at(-1);
        if (!last) break;
        for (const { type, open } of page) {
          const released = type === 'MessageReleased' ? Released.parse(open) : undefined;
          if (released) seen.push({ id: released.messageId, from, to: released.to, kind: released.kind });
        }
        after.set(from, last.position);
      }
    return [...seen];
  };
  let turn: Promise<readonly SeenCrossing[]> = Promise.resolve([]);
  return (): Promise<readonly SeenCrossing[]> => (turn = turn.then(look, look));
};
