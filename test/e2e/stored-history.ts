import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { caseEvents, type EventDefinition } from '#casework';
import { keyEncryption, postgresKeyRing, sealEvent } from '#sealing';
import { postgresEventStore, type StoredEvent } from '#event-store';
import { checked } from '../../apps/node/event-store.js';
import { StampKeys } from '../../apps/node/stamp-keys.js';
import type { TestSandbox } from '../kit/sandbox.js';

/** An event to be put into the store past every command. */
export interface Past {
  readonly type: keyof typeof caseEvents;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Stored extends Past {
  readonly eventId: string;
}

/** Writes histories straight into the event store of the Thai node, as it is today or as it was before. */
export interface HistoryWriter {
  /**
   * A new case with these events, recorded by one office. `sealed`: as the definitions of today say; `in_clear`: with
   * every field open, as types kept some of theirs before these became personal.
   */
  write(
    events: (caseId: string) => readonly Past[],
    by: string,
    form: 'sealed' | 'in_clear',
  ): Promise<{ readonly caseId: string; readonly stored: readonly Stored[] }>;
  close(): Promise<void>;
}

const Secrets = z.object({
  secrets: z.object({ keyEncryption: z.object({ id: z.string(), secret: z.string() }) }),
  stampKeys: StampKeys,
});

export const historyWriter = async (sandbox: TestSandbox): Promise<HistoryWriter> => {
  const kept = Secrets.parse(JSON.parse(await readFile(join(sandbox.dataDir, 'node-TH.json'), 'utf8')));
  const { id, secret } = kept.secrets.keyEncryption;
  const pool = new pg.Pool({ ...sandbox.login('TH', 'homeward_th_owner'), max: 2 });
  const store = checked(postgresEventStore(pool), 'TH', kept.stampKeys);
  const keys = postgresKeyRing(pool, keyEncryption({ id, secret: Buffer.from(secret, 'hex') }));

  const metaOf = (agency: string): StoredEvent['meta'] => ({
    country: 'TH',
    agency,
    actor: `officer-${agency}`,
    occurredAt: new Date().toISOString(),
    recordedAt: new Date().toISOString(),
    commandId: randomUUID(),
    bodyHash: 'none',
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
  const inForm = async (
    { type, data, eventId }: Stored,
    { caseId, by, form }: { caseId: string; by: string; form: 'sealed' | 'in_clear' },
  ): Promise<StoredEvent> => {
    const meta = metaOf(by);
    const { version }: EventDefinition = caseEvents[type];
    return form === 'sealed'
      ? sealEvent(caseEvents, { type, data }, { eventId, person: caseId, meta }, keys)
      : { id: eventId, type, version, open: data, sealed: {}, meta };
  };

  return {
    write: async (events, by, form) => {
      const caseId = randomUUID();
      const stored = events(caseId).map((event) => ({ ...event, eventId: randomUUID() }));
      const formed = await Promise.all(stored.map((event) => inForm(event, { caseId, by, form })));
      const { ok } = await store.append(`case-${caseId}`, 'none', formed);
      if (!ok) throw new Error('the history was not stored');
      return { caseId, stored };
    },
    close: async () => {
      await keys.close();
      await store.close();
      await pool.end();
    },
  };
};
