export * from './port.js';
export { postgresEventStore, type PostgresEventStoreOptions } from './postgres/event-store.js';
export { installEventStore, type InstallOptions } from './postgres/install.js';
