import { start, type Position } from '#event-store';
import { CheckpointMoved, type Checkpoints } from '../checkpoints.js';
import type { ParkedEvent, Parking } from '../parking.js';

/** What outlives a process that follows. */
export interface Kept {
  readonly checkpoints: Map<string, { readonly epoch: string; readonly position: Position }>;
  parked: ParkedEvent[];
}

export const nothingKept = (): Kept => ({ checkpoints: new Map(), parked: [] });

/** Has an effect, or dies before or after it. */
type Step = <T>(effect: () => T) => Promise<T>;

/** Checkpoints and what is parked without a database, always due. Each write is a step. */
export const inMemory = (
  kept: Kept,
  step: Step = (effect) => Promise.resolve(effect()),
): { readonly checkpoints: Checkpoints; readonly parking: Parking } => {
  const lanes = (): string[] => [...new Set(kept.parked.map(({ lane }) => lane))];
  const isSame = (a: ParkedEvent, b: ParkedEvent): boolean => a.lane === b.lane && a.position === b.position;
  return {
    checkpoints: {
      load: (name) => step(() => kept.checkpoints.get(name)?.position ?? start),
      epochOf: (name) => Promise.resolve(kept.checkpoints.get(name)?.epoch),
      begin: () => Promise.resolve(),
      note: (name, epoch, position) => step(() => void kept.checkpoints.set(name, { epoch, position })),
      save: (name, from, position) =>
        step(() => {
          const { epoch = '', position: at = start } = kept.checkpoints.get(name) ?? {};
          if (at !== from) throw new CheckpointMoved(name);
          kept.checkpoints.set(name, { epoch, position });
        }),
    },
    parking: {
      lanes: () => Promise.resolve(lanes()),
      due: () => Promise.resolve(lanes().map((lane) => ({ lane, towards: null }))),
      park: (_follower, { stream, revision, position, id }, { lane, overtakes }) =>
        step(() => {
          const parked = { lane, stream, revision, position, eventId: id, overtakes, attempts: 1 };
          if (!kept.parked.some((one) => isSame(one, parked))) kept.parked.push(parked);
        }),
      inLane: (_follower, lane) =>
        Promise.resolve(
          kept.parked
            .filter((one) => one.lane === lane)
            .toSorted((a, b) => Number(b.overtakes) - Number(a.overtakes)),
        ),
      postpone: () => Promise.resolve(),
      done: (_follower, done) =>
        step(() => void (kept.parked = kept.parked.filter((one) => !isSame(one, done)))),
    },
  };
};
