import type { Lease } from '#following';
import { tableOf } from './tables.js';
import type { View } from './view.js';

/** The right of one projector to move one version of a view. */
export interface ViewLease extends Lease {
  readonly view: View;
  /** Whether no other process can have it, where the holder knows that. */
  readonly sure?: () => boolean;
}

/** The name of the lease of a view's version. */
export const leaseOf = (view: View): string => tableOf(view);
