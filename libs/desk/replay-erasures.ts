import { caseEvents } from '#casework';
import { isUnavailable, type EventStore, type PlacedEvent } from '#event-store';
import type { Checkpoints } from '#following';
import { openEvent, type KeyRing } from '#sealing';
import type { Desk } from './desk.js';
import { subjectsToErase } from './follow-ups.js';

const pageSize = 1_000;
const noKeys = new Map<string, never>();

const subjectsIn = async (placed: PlacedEvent, desk: Pick<Desk, 'cases'>): Promise<readonly string[]> => {
  const event = openEvent(caseEvents, placed, noKeys);
  if (event.type !== 'PersonErased') return [];
  try {
    return await subjectsToErase(event, desk);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // The follow-ups put it aside, and say so: it keeps nobody else from being erased again.
    return [];
  }
};

/**
 * Destroys again the keys of everybody whose erasure stands after the followers' checkpoint. Called before a node
 * serves: where the table of keys was restored from a copy, its checkpoint was restored with it, and what was erased
 * since stays erased (design section 5).
 */
export const replayErasures = async ({
  store,
  checkpoints,
  keys,
  desk,
}: {
  readonly store: EventStore;
  readonly checkpoints: Pick<Checkpoints, 'load'>;
  readonly keys: Pick<KeyRing, 'replayErasures'>;
  readonly desk: Pick<Desk, 'cases'>;
}): Promise<void> => {
  let after = await checkpoints.load('follow-ups', await store.epoch());
  for (;;) {
    const page = await store.readAll(after, pageSize);
    const last = page.at(-1);
    if (!last) return;
    // One that cannot be read is put aside by the follow-ups, which say so, and keeps nobody from being erased again.
    const erasures = page.filter(({ type, unreadable }) => type === 'PersonErased' && !unreadable);
    const subjects: string[] = [];
    for (const erasure of erasures) subjects.push(...(await subjectsIn(erasure, desk)));
    if (subjects.length > 0) await keys.replayErasures(subjects);
    after = last.position;
  }
};
