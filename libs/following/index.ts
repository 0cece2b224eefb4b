export {
  fence,
  heldLease,
  LeaseLost,
  releaseLeases,
  takeLease,
  workHeld,
  type Lease,
  type LeaseDatabase,
} from './lease.js';
export { followingGrants, followingMigrations, type WorkOf } from './migrations.js';
export { shareWork, type HeldLease, type ShareOptions, type Work, type WorkReport } from './share-work.js';
