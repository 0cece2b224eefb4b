import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { coalesced, shared, together } from '#pacing';
import { listenTo } from '#event-store';
import { keyCache } from './key-cache.js';
import { newDataKey, type KeyEncryption } from './key-encryption.js';
import {
  ErasedSubjectError,
  keyRef,
  partsOfRef,
  type DataKey,
  type KeyRef,
  type KeyRing,
} from './key-ring.js';

export interface PostgresKeyRingOptions {
  /** How many opened keys stay in memory. Default 10,000. */
  readonly cacheSize?: number;
  /** Somebody was erased, by this process or another: what was opened before and is kept anywhere must go. */
  readonly onErasure?: () => void;
}

interface KeyRow {
  readonly epoch: string;
  readonly subject: string | null;
  readonly data_class: string | null;
  readonly kek_id: string | null;
  readonly wrapped: Buffer | null;
}

interface Found {
  readonly epoch: string;
  readonly keys: ReadonlyMap<KeyRef, DataKey>;
}

type MadeRow = Pick<KeyRow, 'epoch' | 'kek_id' | 'wrapped'>;

const channel = 'key_ring_erasures';
/** Keys made in one commit. */
const mostKeysTogether = 128;
/** After a notice whose look-up failed, milliseconds. */
const betweenLookUpsMs = 500;

/**
 * The key ring in the node's relational database (`keyRingMigrations`). Keys are cached, but never used without having
 * read, after the call began, that nothing was erased since they were cached: one small read, shared by calls that
 * wait together. A notice besides drops erased keys from the memory of processes that do not use them.
 */
export const postgresKeyRing = (
  pool: pg.Pool,
  kek: KeyEncryption,
  { cacheSize = 10_000, onErasure = () => undefined }: PostgresKeyRingOptions = {},
): KeyRing => {
  const cache = keyCache(cacheSize);

  const readEpoch = async (): Promise<string> => {
    const { rows } = await pool.query<{ epoch: string }>({
      name: 'key_ring_epoch',
      text: 'select value::text as epoch from key_ring.erasure_epoch',
    });
    return epochOf(rows);
  };
  const currentEpoch = shared(readEpoch);

  /** What the database holds of some keys, and the epoch, in one snapshot. */
  const lookUp = async (refs: readonly KeyRef[]): Promise<Found> => {
    const parts = refs.map(partsOfRef);
    const { rows } = await pool.query<KeyRow>({
      name: 'key_ring_look_up',
      text: `select e.value::text as epoch, k.subject, k.data_class, k.kek_id, k.wrapped
        from key_ring.erasure_epoch e
        left join (
          select d.* from unnest($1::text[], $2::text[]) r(subject, data_class)
          join key_ring.data_keys d on d.subject = r.subject and d.data_class = r.data_class
        ) k on true`,
      values: [parts.map(({ subject }) => subject), parts.map(({ dataClass }) => dataClass)],
    });
    const epoch = epochOf(rows);
    cache.moveTo(epoch);
    const keys = new Map<KeyRef, DataKey>();
    for (const { subject, data_class: dataClass, kek_id: kekId, wrapped } of rows) {
      if (subject === null || dataClass === null || kekId === null || wrapped === null) continue;
      const ref = `${subject}/${dataClass}`;
      const key = kek.unwrap({ kekId, wrapped }, ref);
      cache.put(epoch, ref, key);
      keys.set(ref, key);
    }
    return { epoch, keys };
  };

  const forOpening = async (refs: Iterable<KeyRef>): Promise<ReadonlyMap<KeyRef, DataKey>> => {
    const cachedAt = cache.epoch();
    const cached = new Map<KeyRef, DataKey>();
    const missing: KeyRef[] = [];
    for (const ref of new Set(refs)) {
      const key = cache.get(ref);
      if (key) cached.set(ref, key);
      else missing.push(ref);
    }
    if (cached.size === 0 && missing.length === 0) return cached;
    const fresh: Found =
      missing.length > 0
        ? await lookUp(missing)
        : { epoch: await currentEpoch(), keys: new Map<KeyRef, DataKey>() };
    cache.moveTo(fresh.epoch);
    const valid =
      cached.size === 0 || fresh.epoch === cachedAt ? cached : (await lookUp([...cached.keys()])).keys;
    return new Map([...valid, ...fresh.keys]);
  };

  /*
   * Many keys in one commit, made in one order by all processes, so that no two wait for each other.
   */
  const makeOrFind = together({
    run: async (refs: readonly KeyRef[]): Promise<readonly MadeRow[]> => {
      const offers = [...new Set(refs)].map((ref) => {
        const { kekId, wrapped } = kek.wrap(newDataKey(), ref);
        return { ...partsOfRef(ref), ref, kekId, wrapped };
      });
      const { rows } = await pool.query<MadeRow>({
        name: 'key_ring_data_key',
        text: `select k.epoch, k.kek_id, k.wrapped
          from (
            select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
              with ordinality offered(subject, data_class, kek_id, wrapped, n)
            order by subject, data_class
          ) o
          cross join lateral key_ring.data_key(o.subject, o.data_class, o.kek_id, o.wrapped) k order by o.n`,
        values: [
          offers.map(({ subject }) => subject),
          offers.map(({ dataClass }) => dataClass),
          offers.map(({ kekId }) => kekId),
          offers.map(({ wrapped }) => wrapped),
        ],
      });
      epochOf(rows);
      const made = new Map(offers.flatMap(({ ref }, index) => (rows[index] ? [[ref, rows[index]]] : [])));
      return refs.flatMap((ref) => made.get(ref) ?? []);
    },
    most: mostKeysTogether,
    width: 1,
  });

  const forSealing: KeyRing['forSealing'] = async (subject, dataClass) => {
    const ref = keyRef(subject, dataClass);
    const cachedAt = cache.epoch();
    const cached = cache.get(ref);
    if (cached) {
      const epoch = await currentEpoch();
      cache.moveTo(epoch);
      if (epoch === cachedAt) return cached;
    }
    const { epoch, kek_id: kekId, wrapped } = await makeOrFind(ref);
    cache.moveTo(epoch);
    if (kekId === null || wrapped === null) throw new ErasedSubjectError();
    const key = kek.unwrap({ kekId, wrapped }, ref);
    cache.put(epoch, ref, key);
    return key;
  };

  const replayErasures = async (subjects: Iterable<string>): Promise<void> => {
    const list = [...new Set(subjects)];
    if (list.length === 0) return;
    await pool.query('select key_ring.erase_subjects($1)', [list]);
    cache.moveTo(await readEpoch());
  };

  const closing = new AbortController();
  /** What was opened must go, so that a look-up that fails is made again until it succeeds. */
  const epochAtLast = async (): Promise<string> => {
    for (;;)
      try {
        return await currentEpoch();
      } catch (error) {
        if (closing.signal.aborted) throw error;
        await sleep(betweenLookUpsMs, undefined, { signal: closing.signal });
      }
  };
  let noticed: string | undefined;
  const refresh = coalesced(async () => {
    const epoch = await epochAtLast();
    cache.moveTo(epoch);
    if (noticed !== undefined && noticed !== epoch) onErasure();
    noticed = epoch;
  });
  const listener = listenTo(pool.options, channel, refresh.ask);
  return {
    forSealing,
    forOpening,
    erase: (subject) => replayErasures([subject]),
    replayErasures,
    close: async () => {
      closing.abort();
      await listener.close();
      await refresh.idle();
    },
  };
};

/** Wraps every data key that an earlier key-encryption key wrapped with the current one; says how many. */
export const rewrapDataKeys = async (pool: pg.Pool, kek: KeyEncryption): Promise<number> => {
  let count = 0;
  for (;;) {
    const { rows } = await pool.query<{
      subject: string;
      data_class: string;
      kek_id: string;
      wrapped: Buffer;
    }>('select subject, data_class, kek_id, wrapped from key_ring.data_keys where kek_id <> $1 limit 500', [
      kek.currentId,
    ]);
    if (rows.length === 0) return count;
    const wrapped = rows.map((row) => {
      const ref = `${row.subject}/${row.data_class}`;
      return kek.wrap(kek.unwrap({ kekId: row.kek_id, wrapped: row.wrapped }, ref), ref).wrapped;
    });
    await pool.query(
      `update key_ring.data_keys d set kek_id = $1, wrapped = r.wrapped
        from unnest($2::text[], $3::text[], $4::bytea[]) r(subject, data_class, wrapped)
        where d.subject = r.subject and d.data_class = r.data_class and d.kek_id <> $1`,
      [kek.currentId, rows.map(({ subject }) => subject), rows.map((row) => row.data_class), wrapped],
    );
    count += rows.length;
  }
};

const epochOf = (rows: readonly { readonly epoch: string }[]): string => {
  const [row] = rows;
  if (!row) throw new Error('The key ring is not complete: run its migrations.');
  return row.epoch;
};
