export { opaquePositions } from './opaque.js';
export type { DoorMeans, DoorParts, Readiness } from './parts.js';
export { healthServer, type HealthServer } from './health-server.js';
export { commandAddresses, type CommandAddress } from './addresses.js';
export { methodsAt } from './methods.js';
export { plainWords } from './plain-words.js';
export { problemCodes } from './problem.js';
export { knowsOf } from './need-to-know.js';
export * from './tags.js';
