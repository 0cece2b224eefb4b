/* The door as an HTTP server: Nest, Fastify and the parser of questions, which only a process of the api loads. */
export { DoorModule } from '../door.module.js';
export { openApiOf } from '../openapi.js';
export { readAddresses } from '../reads.js';
export { serverOf, type ServerOptions } from '../server.js';
