import type { Pool } from 'pg';
import { viewStatuses, type View } from '#agencies';
import type { Readiness } from '#door';
import type { EventStore } from '#event-store';

type Part = Readiness['parts'][string];

const answering = async (ask: () => Promise<unknown>): Promise<Part> => {
  try {
    await ask();
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.name : 'unknown' };
  }
};

/** Whether a node can serve: its stores answer and its views have caught up once. Parked cases are told, and no bar. */
export const readinessOf =
  ({
    store,
    database,
    views,
  }: {
    readonly store: EventStore;
    readonly database: Pool;
    readonly views: readonly View[];
  }) =>
  async (): Promise<Readiness> => {
    const projector = async (): Promise<Part> => {
      const statuses = await viewStatuses(database, store, views);
      const waiting = statuses.filter(({ ready, storeReplaced }) => !ready || storeReplaced);
      const parked = statuses.reduce((sum, { parkedCases }) => sum + parkedCases, 0);
      const detail =
        waiting.length > 0 ? `${waiting.length} views are being built` : `${parked} cases parked`;
      return { ok: waiting.length === 0, ...(waiting.length > 0 || parked > 0 ? { detail } : {}) };
    };
    const parts: Record<string, Part> = {
      eventStore: await answering(() => store.head()),
      database: await answering(() => database.query('select 1')),
      views: await projector().catch((error: unknown): Part => ({
        ok: false,
        detail: error instanceof Error ? error.name : 'unknown',
      })),
    };
    return { ready: Object.values(parts).every(({ ok }) => ok), parts };
  };
