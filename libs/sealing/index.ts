export {
  ErasedSubjectError,
  keyRef,
  partsOfRef,
  type DataKey,
  type KeyRef,
  type KeyRing,
} from './key-ring.js';
export { decrypt, encrypt } from './cipher.js';
export { keyEncryption, type KeyEncryption, type KeyEncryptionKey } from './key-encryption.js';
export { keyRingGrants, keyRingMigrations } from './key-ring-migrations.js';
export { openEvent, openAll, openPart, refsOf } from './open.js';
export { postgresKeyRing, rewrapDataKeys, type PostgresKeyRingOptions } from './postgres-key-ring.js';
export { sealEvent, type EventEnvelope, type EventToSeal } from './seal.js';
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
