import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { caseEvents, type RecordedCaseEvent } from '#casework';
import { keyRef, seal, type DataKey, type KeyRef, type StoredEvent } from '#event-store';
import { mustGive, type Engine } from './engine.js';
import type { Step } from '../ordinary-case.js';
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

/**
 * Adds so many cases, each with the events of the template sealed under keys of its own. The events of 500 cases stand
 * mixed in the log, as they do where many cases go on beside each other. Ids of the cases.
 */
export const seedCases = async (
  engine: Engine,
  template: readonly RecordedCaseEvent[],
  count: number,
): Promise<readonly string[]> => {
  const keys = keysInBulk(engine.pools.app, engine);
  const sealed = (person: string, { type, data, meta }: RecordedCaseEvent): Promise<StoredEvent> => {
    const { eventId: _eventId, revision: _revision, streamId: _streamId, ...kept } = meta;
    return seal(caseEvents, { type, data }, { eventId: randomUUID(), person, meta: kept }, keys);
  };
  const all: string[] = [];
  while (all.length < count) {
    const cases = Array.from({ length: Math.min(inWindow, count - all.length) }, () => randomUUID());
    all.push(...cases);
    const steps: StoredEvent[][] = [];
    for (const event of template) steps.push(await Promise.all(cases.map((id) => sealed(id, event))));
    await keys.write();
    for (const [revision, events] of steps.entries())
      await Promise.all(
        events.map(async (event, index) => {
          const expected = revision === 0 ? 'none' : revision - 1;
          const result = await engine.store.append(`case-${cases[index]}`, expected, [event]);
          if (!result.ok) throw new Error('A seeded case was written by somebody else.');
        }),
      );
  }
  return all;
};
