export { isWatched, lookingAt, type LookingParts } from './looking.js';
export { clockGrants, clockMigrations } from './migrations.js';
export { notingChanges } from './noting.js';
export { movedTime, sureTime, type OtherClock, type SureTime } from './sure-time.js';
export { postgresWakeUps, type DueNow, type WakeUp, type WakeUps } from './wake-ups.js';
export { nextLook, watch, type Look, type WatchParts, type WatchReport } from './watch.js';
