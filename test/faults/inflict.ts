import { setTimeout as pause } from 'node:timers/promises';
import { finding, type Finding } from './judge/index.js';
import type { FaultKind, PlannedFault } from './plan.js';
import { randomFrom } from './random.js';

export interface Inflicted {
  readonly counts: ReadonlyMap<FaultKind, number>;
  /** Of each thing that was broken. */
  readonly targets: ReadonlyMap<string, number>;
  /** What could not be mended again. */
  readonly findings: readonly Finding[];
}

/** Faults that can only be tried: their target may be down already. */
const tried: ReadonlySet<FaultKind> = new Set(['again', 'unreadable']);

const text = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';

export interface InflictOptions {
  /** A fault that would begin later, because its target takes long to stand up, is left out. */
  readonly lengthMs: number;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Carries a plan out. Resolves when its last fault is mended, or soon after the signal aborts. */
export const inflictAll = async (
  plan: readonly PlannedFault[],
  { lengthMs, tell, signal }: InflictOptions,
): Promise<Inflicted> => {
  const counts = new Map<FaultKind, number>();
  const targets = new Map<string, number>();
  const findings: Finding[] = [];
  const busy = new Map<string, Promise<void>>();
  const began = Date.now();

  const one = async ({ weakness, lastsMs, seed }: PlannedFault): Promise<void> => {
    const { kind, target, inflict } = weakness;
    if (signal.aborted || Date.now() - began > lengthMs) return;
    tell(`${kind} ${target} (${(lastsMs / 1_000).toFixed(1)} s)`);
    try {
      await inflict(lastsMs, randomFrom(seed));
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      targets.set(target, (targets.get(target) ?? 0) + 1);
    } catch (error) {
      if (!tried.has(kind)) findings.push(finding('not_mended', `${kind} ${target}: ${text(error)}`));
    }
  };

  for (const fault of plan) {
    await pause(Math.max(0, began + fault.at - Date.now()), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const { target } = fault.weakness;
    busy.set(
      target,
      (busy.get(target) ?? Promise.resolve()).then(() => one(fault)),
    );
  }
  await Promise.all(busy.values());
  return { counts, targets, findings };
};
