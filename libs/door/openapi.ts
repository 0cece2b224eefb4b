import type { CountryFacts } from '#casework';
import { commandAddresses } from './addresses.js';
import { commandOperation, readOperation } from './openapi-operations.js';
import { schemaOf, sharedSchemas } from './openapi-schemas.js';
import type { ReadAddress } from './reads.js';
import type { Json } from './sample.js';

/** The OpenAPI 3.1 description of a country's node, from the catalogue of commands and the reads offered. */
export const openApiOf = (facts: CountryFacts, reads: readonly ReadAddress[]): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const address of commandAddresses)
    paths[address.path] = { ...paths[address.path], post: commandOperation(address, facts) };
  for (const read of reads) paths[read.path] = { ...paths[read.path], get: readOperation(read) };
  return {
    openapi: '3.1.0',
    info: {
      title: `Homeward: ${facts.name}`,
      version: '1',
      description:
        'The national node. Every write needs an Idempotency-Key; every read shows only what your agency needs to know; a case that you may not see looks exactly like one that does not exist.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries(
        Object.entries(sharedSchemas).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
      ),
    },
  };
};
