export * from './port.js';
export { serverVersionOf, setUpEventStoreDb, type NodeUser } from './eventstoredb/administration.js';
export {
  declareRestored,
  eventStoreDbEventStore,
  excessiveRightsOf,
  installEventStoreDb,
  type EventStoreDbOptions,
} from './eventstoredb/event-store.js';
export {
  fence,
  heldLease,
  LeaseLost,
  releaseLeases,
  takeLease,
  workHeld,
  type Lease,
  type LeaseDatabase,
} from './following/lease.js';
export { followingGrants, followingMigrations, type WorkOf } from './following/migrations.js';
export {
  shareWork,
  type HeldLease,
  type ShareOptions,
  type Work,
  type WorkReport,
} from './following/share-work.js';
export { largestAppend } from './size.js';
export { missingParts, streamKinds } from './whole.js';
export { postgresEventStore, type PostgresEventStoreOptions } from './postgres/event-store.js';
export { coalesced } from './bell.js';
export { listenTo, type Listener } from './postgres/listener.js';
export { isUnavailable } from './postgres/lost.js';
export { installEventStore, type InstallOptions } from './postgres/install.js';
export {
  ErasedSubjectError,
  keyRef,
  partsOfRef,
  type DataKey,
  type KeyRef,
  type KeyRing,
} from './sealing/key-ring.js';
export { decrypt, encrypt } from './sealing/cipher.js';
export { keyEncryption, type KeyEncryption, type KeyEncryptionKey } from './sealing/key-encryption.js';
export { keyRingGrants, keyRingMigrations } from './sealing/key-ring-migrations.js';
export { memoryKeyRing } from './sealing/memory-key-ring.js';
export { open, openAll, openPart, refsOf } from './sealing/open.js';
export { postgresKeyRing, rewrapDataKeys, type PostgresKeyRingOptions } from './sealing/postgres-key-ring.js';
export { seal, type Envelope, type EventToSeal } from './sealing/seal.js';
export {
  checkedEventStore,
  type CheckedEventStore,
  type CheckingOptions,
  type NotAuthentic,
} from './stamping/checked-store.js';
export {
  boundEvents,
  EarlierEventsError,
  earlierEventsOf,
  toBeBound,
  type Bound,
  type EarlierEvents,
} from './stamping/earlier-events.js';
export {
  stampsOf,
  type EarlierStampKey,
  type EventInStream,
  type StampKey,
  type Stamps,
} from './stamping/stamp.js';
