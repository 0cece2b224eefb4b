import { caseEvents } from '#casework';
import { open, type EventStore, type KeyRing } from '#event-store';
import type { Checkpoint } from './checkpoint.js';
import { erasedSubjects } from './follow-ups.js';

const pageSize = 1_000;
const noKeys = new Map<string, never>();

/**
 * Destroys again the keys of everybody whose erasure stands after the followers' checkpoint. Called before a node
 * serves: where the table of keys was restored from a copy, its checkpoint was restored with it, and what was erased
 * since stays erased (design section 5).
 */
export const replayErasures = async ({
  store,
  checkpoint,
  keys,
}: {
  readonly store: EventStore;
  readonly checkpoint: Checkpoint;
  readonly keys: Pick<KeyRing, 'replayErasures'>;
}): Promise<void> => {
  let after = await checkpoint.load('follow-ups', await store.epoch());
  for (;;) {
    const page = await store.readAll(after, pageSize);
    const last = page.at(-1);
    if (!last) return;
    const subjects = page
      // One that cannot be read is put aside by the follow-ups, which say so, and keeps nobody from being erased again.
      .filter(({ type, unreadable }) => type === 'PersonErased' && !unreadable)
      .flatMap((placed) => erasedSubjects(open(caseEvents, placed, noKeys)));
    if (subjects.length > 0) await keys.replayErasures(subjects);
    after = last.position;
  }
};
