export {
  fence,
  fences,
  heldLease,
  heldLeases,
  LeaseLost,
  releaseLeases,
  takeLease,
  workHeld,
  type Lease,
  type LeaseDatabase,
} from './lease.js';
export { followingGrants, followingMigrations, type WorkOf } from './migrations.js';
export {
  shareWork,
  type HeldLease,
  type ShareOptions,
  type SharedWork,
  type WorkReport,
} from './share-work.js';
export {
  CheckpointMoved,
  postgresCheckpoints,
  standings,
  type Checkpoints,
  type FollowerStanding,
} from './checkpoints.js';
export type { Deed, Follower } from './deed.js';
export { EventGone, type Trouble } from './doing.js';
export { errorCode } from './error-code.js';
export { follow, isForeign, type FollowOptions } from './follow.js';
export { postgresParking, type Parking } from './parking.js';
