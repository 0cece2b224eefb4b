import { randomUUID } from 'node:crypto';
import type { PlacedEvent, StoredEvent } from '#event-store';
import { wholeCase } from './case-steps.js';
import { mustGive, type Engine } from './engine.js';

/** The stored events of one real case, sealed by the real desk: their sizes are the mix that is measured. */
export const storedCase = async ({ store, newDesk }: Engine): Promise<readonly PlacedEvent[]> => {
  const caseId = randomUUID();
  const desk = newDesk();
  for (const step of wholeCase) await mustGive(desk, caseId, step);
  const events: PlacedEvent[] = [];
  for await (const event of store.read(`case-${caseId}`)) events.push(event);
  return events;
};

/** Copies of the templates in turn, each with an id of its own. */
export const copies = (templates: readonly StoredEvent[]) => {
  let next = 0;
  return (): StoredEvent => {
    const template = templates[next++ % templates.length];
    if (!template) throw new Error('A real case has events.');
    const { type, version, open, sealed, meta } = template;
    return { id: randomUUID(), type, version, open, sealed, meta };
  };
};

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Mean bytes of the three parts of an event, as JSON. */
export const meanSizes = (templates: readonly StoredEvent[]) => {
  const mean = (part: (event: StoredEvent) => unknown): number =>
    Math.round(templates.reduce((sum, event) => sum + bytes(part(event)), 0) / templates.length);
  return {
    open: mean(({ open }) => open),
    sealed: mean(({ sealed }) => sealed),
    meta: mean(({ meta }) => meta),
  };
};
