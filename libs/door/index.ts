export { openApiOf } from './openapi.js';
export { readAddresses } from './reads.js';
export { opaquePositions } from './opaque.js';
export type { DoorParts, Readiness } from './parts.js';
export { DoorModule } from './door.module.js';
export { healthServer, type HealthServer } from './health-server.js';
export { serverOf, type ServerOptions } from './server.js';
export { commandAddresses, type CommandAddress } from './addresses.js';
export { methodsAt } from './methods.js';
