import type { FaultKind } from '../plan.js';
import { finding, type Finding } from './finding.js';

export interface FaultsEvidence {
  /** The kinds that were asked for. */
  readonly wanted: readonly FaultKind[];
  /** How often each happened. */
  readonly counts: ReadonlyMap<FaultKind, number>;
}

/** Kinds that were asked for and never happened: their target is not there, or the run was too short. */
export const neverHappened = ({ wanted, counts }: FaultsEvidence): readonly FaultKind[] =>
  wanted.filter((kind) => (counts.get(kind) ?? 0) === 0);

/** A run that was to break things, and broke nothing, proves nothing. */
export const judgeFaults = (evidence: FaultsEvidence): Finding[] =>
  evidence.wanted.length > 0 && neverHappened(evidence).length === evidence.wanted.length
    ? [finding('nothing_happened', 'no fault happened')]
    : [];
