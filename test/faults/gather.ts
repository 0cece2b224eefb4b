import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { digest, startOver, tableOf, viewId, viewStatuses } from '#agencies';
import type { Country } from '#casework';
import { opaquePositions } from '#door';
import { comparePositions, type PlacedEvent } from '#event-store';
import { postgresKeyRing } from '#sealing';
import { keyEncryptionOf, secretFor } from '../../apps/node/desk-parts.js';
import type { Premises, Home } from './premises.js';
import {
  judgeLog,
  type AsideEvidence,
  type Evidence,
  type Finding,
  type KeptEvent,
  type LetterEvidence,
  type ViewEvidence,
} from './judge/index.js';
import type { Entry } from './journal.js';
import { withPayloads } from './payloads.js';
import { eventsAfter, projectorOver, type NodeStores } from './stores.js';
import type { Planted } from './unreadable.js';

const longestRebuildMs = 300_000;

const rebuilt = async (kept: NodeStores): Promise<void> => {
  const { owner, store, views } = kept;
  for (const view of views) await startOver(owner, view);
  const projector = projectorOver(kept);
  await projector.start();
  try {
    for (const until = Date.now() + longestRebuildMs; ; await pause(100)) {
      const statuses = await viewStatuses(owner, store, views);
      if (statuses.every(({ ready, position, head }) => ready && comparePositions(position, head) >= 0))
        return;
      if (Date.now() > until) throw new Error('The views were not rebuilt in time.');
    }
  } finally {
    await projector.stop();
  }
};

/** Streams of the cases that each view has put aside, by the name of its table. */
const parkedIn = async (owner: NodeStores['owner']): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { rows } = await owner.query<{ follower: string; streams: string[] }>(
    'select follower, array_agg(stream) as streams from following.parked group by follower',
  );
  return new Map(rows.map(({ follower, streams }) => [follower, streams]));
};

/** Each view as the run left it, beside itself built anew. Nobody else may follow the views meanwhile. */
export const viewsOf = async (
  country: Country,
  kept: NodeStores,
  planted: readonly string[] = [],
): Promise<ViewEvidence[]> => {
  const { owner, views } = kept;
  const parked = await parkedIn(owner);
  const live = await Promise.all(views.map((view) => digest(owner, view)));
  await rebuilt(kept);
  return Promise.all(
    views.map(async (view, index) => ({
      country,
      view: viewId(view),
      live: live[index] ?? { rows: -1, hash: '' },
      rebuilt: await digest(owner, view),
      parkedCases: (parked.get(tableOf(view)) ?? []).filter((stream) => !planted.includes(stream)).length,
    })),
  );
};

const eventsOf = async (
  { secrets }: Pick<Home, 'secrets'>,
  { owner }: NodeStores,
  stored: readonly PlacedEvent[],
): Promise<KeptEvent[]> => {
  const keys = postgresKeyRing(owner, keyEncryptionOf(secrets));
  try {
    return await withPayloads(stored, keys);
  } finally {
    await keys.close();
  }
};

/** Which of the events and records that no node wrote were told of. */
const asideOf = (
  country: Country,
  strange: readonly PlacedEvent[],
  logs: string,
  { records }: Planted,
): AsideEvidence => ({
  country,
  untold: strange.map(({ stream }) => stream).filter((stream) => !logs.includes(stream)),
  records: records.get(country) ?? 0,
});

const lettersOf = async (country: Country, { owner }: NodeStores): Promise<LetterEvidence[]> => {
  const { rows } = await owner.query<{ reason: string }>(
    'select reason from bridge.dead_letter where retaken_at is null order by received_at',
  );
  return rows.map(({ reason }) => ({ country, reason }));
};

/** Reads everything that a run left in its stores. The nodes must have ended. */
export const gather = async (
  { homes }: Premises,
  { kept, planted }: { readonly kept: ReadonlyMap<Country, NodeStores>; readonly planted: Planted },
  entries: readonly Entry[],
  logs: readonly string[],
): Promise<Evidence> => {
  const text = (await Promise.all(logs.map((path) => readFile(path, 'utf8').catch(() => '')))).join('\n');
  const positions = new Map(
    [...homes].map(([country, { secrets }]) => [
      country as string,
      opaquePositions(secretFor(secrets.node, 'door').toString('hex')),
    ]),
  );
  const stores = new Map<Country, KeptEvent[]>();
  const views: ViewEvidence[] = [];
  const letters: LetterEvidence[] = [];
  const aside: AsideEvidence[] = [];
  for (const [country, one] of kept) {
    const home = homes.get(country);
    const stored = await eventsAfter(one.store);
    const strange = stored.filter(({ notAuthentic }) => notAuthentic);
    const readable = stored.filter(({ unreadable }) => !unreadable);
    if (home) stores.set(country, await eventsOf(home, one, readable));
    aside.push(asideOf(country, strange, text, planted));
    views.push(...(await viewsOf(country, one, planted.streams.get(country))));
    letters.push(...(await lettersOf(country, one)));
  }
  return {
    entries,
    stores,
    openPosition: (country, agency, token) => positions.get(country)?.open(agency, token),
    views,
    letters,
    aside,
  };
};

/** A log that was never begun; one that cannot be read must not count as one without a name in it. */
const absent = (error: unknown): undefined => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
    return undefined;
  throw error;
};

/** Judges every log that the run wrote: how many there are, and what stands in them that may not. */
export const judgeLogs = async (
  paths: readonly string[],
  mark: string,
): Promise<{ readonly logs: number; readonly findings: readonly Finding[] }> => {
  const findings: Finding[] = [];
  let logs = 0;
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(absent);
    if (text === undefined) continue;
    logs += 1;
    findings.push(...judgeLog(mark, { name: basename(path), text }));
  }
  return { logs, findings };
};
