import { randomFrom, type Random } from './random.js';

/** What can go wrong, by the name that `--only` takes. */
export const faultKinds = {
  kill: 'a process of a node is killed (kill -9) and started again',
  freeze: 'a process of a node, or a database with all its processes, stands still and goes on',
  cut: 'a connection is severed and refused, then healed',
  stall: 'a connection carries nothing for a while, and then all of it',
  postmaster: 'the first process of a PostgreSQL is killed (kill -9) and started again',
  database: 'every process of a PostgreSQL is killed (kill -9) at once, and it is started again',
  store: 'the event store is killed and started again',
  broker: 'the broker is killed (kill -9) and started again',
  disk: 'a disk is filled to its last byte, and freed',
  clock: 'a process of a node starts again with a clock that is hours off',
  unreadable: 'an event, or a record of the exchange, that no version can read is put among the others',
  again: 'old messages, and new ones, are delivered once more, byte for byte',
} as const;
export type FaultKind = keyof typeof faultKinds;

/** Something of a run that can be broken in one way. */
export interface Weakness {
  readonly kind: FaultKind;
  /** What is broken; faults of one target never overlap. */
  readonly target: string;
  /** How long it stays broken, least and most, milliseconds. */
  readonly lastsMs: readonly [number, number];
  /** Breaks it, waits, mends it. */
  readonly inflict: (lastsMs: number, random: Random) => Promise<void>;
}

export interface PlannedFault {
  /** Milliseconds from the beginning. */
  readonly at: number;
  readonly weakness: Weakness;
  readonly lastsMs: number;
  /** Of what the fault itself draws. */
  readonly seed: number;
}

/** After a fault its target is left alone for so long, milliseconds: what was broken has to stand up again. */
const recoveryMs = 3_000;

/** Of two faults one after the other: from none to this many milliseconds. */
const longestPauseMs = 2_500;

/**
 * The faults of a run: the same for the same seed, length and weaknesses. Every kind comes about equally often, however
 * many targets it has; faults of different targets overlap.
 */
export const planOf = (
  seed: number,
  lengthMs: number,
  weaknesses: readonly Weakness[],
): readonly PlannedFault[] => {
  const random = randomFrom(seed);
  const kinds = [...new Set(weaknesses.map(({ kind }) => kind))];
  const plan: PlannedFault[] = [];
  if (kinds.length === 0) return plan;
  const busyUntil = new Map<string, number>();
  for (let at = 1_500; at < lengthMs; at += random.between(0, longestPauseMs)) {
    const kind = random.pick(kinds);
    const weakness = random.pick(weaknesses.filter((one) => one.kind === kind));
    const lastsMs = random.between(...weakness.lastsMs);
    const own = random.below(2 ** 31);
    const { target } = weakness;
    if (at + lastsMs > lengthMs || at < (busyUntil.get(target) ?? 0)) continue;
    plan.push({ at, weakness, lastsMs, seed: own });
    busyUntil.set(target, at + lastsMs + recoveryMs);
    at += Math.round(lastsMs / 4);
  }
  return plan;
};
