import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { caseEvents, type RecordedCaseEvent } from '#casework';
import { keyRef, sealEvent, type DataKey, type KeyRef } from '#sealing';
import { type StoredEvent } from '#event-store';
import { mustGive, type Engine } from './engine.js';
import type { Step } from '../kit/ordinary-case.js';
import { stepsAtHome } from './case-steps.js';

/** The events of one case in clear, decided by the real desk, to make many others after. */
export const clearCase = async (
  { newDesk }: Engine,
  steps: readonly Step[] = stepsAtHome,
): Promise<readonly RecordedCaseEvent[]> => {
  const caseId = randomUUID();
  const desk = newDesk();
  for (const step of steps) await mustGive(desk, caseId, step);
  return desk.cases.history(caseId);
};

/** Keys made in memory, and written to the key ring in one statement when many have come together. */
const keysInBulk = (app: pg.Pool, { kek }: Pick<Engine, 'kek'>) => {
  let made = new Map<KeyRef, DataKey>();
  return {
    forSealing: (subject: string, dataClass: Parameters<typeof keyRef>[1]): Promise<DataKey> => {
      const ref = keyRef(subject, dataClass);
      const key = made.get(ref) ?? createSecretKey(randomBytes(32));
      made.set(ref, key);
      return Promise.resolve(key);
    },
    write: async (): Promise<void> => {
      const rows = [...made].map(([ref, key]) => ({ ref, ...kek.wrap(key, ref) }));
      made = new Map();
      await app.query(
        `insert into key_ring.data_keys (subject, data_class, kek_id, wrapped)
         select split_part(ref, '/', 1), split_part(ref, '/', 2), kek_id, wrapped
         from unnest($1::text[], $2::text[], $3::bytea[]) r(ref, kek_id, wrapped)`,
        [rows.map(({ ref }) => ref), rows.map(({ kekId }) => kekId), rows.map(({ wrapped }) => wrapped)],
      );
    },
  };
};

const inWindow = 500;
const oneIn = 100;
const minutesApart = 25;

/**
 * Adds so many cases, each with the events of the template sealed under keys of its own. The events of 500 cases stand
 * mixed in the log, as they do where many cases go on beside each other. Each happened 25 minutes before the case that
 * was added before it, and every hundredth has come no further than the template's first event.
 */
export const seedCases = async (
  engine: Engine,
  template: readonly RecordedCaseEvent[],
  count: number,
): Promise<void> => {
  const keys = keysInBulk(engine.pools.app, engine);
  const sealed = (person: string, number: number, { type, data, meta }: RecordedCaseEvent) => {
    const { eventId: _eventId, revision: _revision, streamId: _streamId, ...kept } = meta;
    const occurredAt = new Date(Date.parse(meta.occurredAt) - number * minutesApart * 60_000).toISOString();
    const sealing = { eventId: randomUUID(), person, meta: { ...kept, occurredAt } };
    return sealEvent(caseEvents, { type, data }, sealing, keys);
  };
  for (let first = 0; first < count; first += inWindow) {
    const cases = Array.from({ length: Math.min(inWindow, count - first) }, (_, index) => ({
      id: randomUUID(),
      number: first + index,
    }));
    const goingOn = cases.filter(({ number }) => number % oneIn !== 0);
    const steps: { readonly id: string; readonly event: StoredEvent }[][] = [];
    for (const [revision, event] of template.entries())
      steps.push(
        await Promise.all(
          (revision === 0 ? cases : goingOn).map(async ({ id, number }) => ({
            id,
            event: await sealed(id, number, event),
          })),
        ),
      );
    await keys.write();
    for (const [revision, step] of steps.entries())
      await Promise.all(
        step.map(async ({ id, event }) => {
          const expected = revision === 0 ? 'none' : revision - 1;
          const result = await engine.store.append(`case-${id}`, expected, [event]);
          if (!result.ok) throw new Error('A seeded case was written by somebody else.');
        }),
      );
  }
};
