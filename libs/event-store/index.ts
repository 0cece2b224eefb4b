export * from './port.js';
export { serverVersionOf, setUpEventStoreDb, type NodeUser } from './eventstoredb/administration.js';
export {
  declareRestored,
  eventStoreDbEventStore,
  excessiveRightsOf,
  installEventStoreDb,
  type EventStoreDbOptions,
} from './eventstoredb/event-store.js';
export { largestAppend } from './size.js';
export { metaFields, missingParts, streamKinds, unreadable } from './whole.js';
export { postgresEventStore, type PostgresEventStoreOptions } from './postgres/event-store.js';
export { listenTo, type Listener } from './postgres/listener.js';
export { isUnavailable } from './postgres/lost.js';
export { installEventStore, type InstallOptions } from './postgres/install.js';
