import type { Figure } from './figures.js';
import type { BenchServer } from './bench-server.js';

/** Cases of the small board; a large one has more. */
export const fewCases = 1_000;

/** How much is done; small figures for a look, the defaults for the table. */
export interface Extent {
  readonly rounds: number;
  /** Seconds of each contender in each round. */
  readonly seconds: number;
  /** Events of the catch-up and rebuild. */
  readonly events: number;
  /** Open cases of the large board. */
  readonly cases: number;
  /** Where V8 profiles of the nodes go. */
  readonly profiles?: string;
}

export interface Measure {
  readonly name: string;
  readonly run: (server: BenchServer, extent: Extent) => Promise<readonly Figure[]>;
}
