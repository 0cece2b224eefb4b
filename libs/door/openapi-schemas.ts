import { z } from 'zod';
import type { Json } from './sample.js';

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const opened = {
  recorded: z
    .array(z.object({ id: z.uuid(), type: z.string() }))
    .describe('Events recorded, as far as your agency may know of them.'),
  repeated: z.boolean().describe('Whether this is the first answer again.'),
  position: z.string().describe('Opaque. A read that carries it waits until its list has come this far.'),
};

/** What writes and errors answer, by the name under which operations refer to them. */
export const sharedSchemas = {
  WrittenCase: z.object({ caseId: z.uuid(), ...opened }),
  WrittenJourney: z.object({ journeyId: z.uuid(), ...opened }),
  WrittenInstrument: z.object({ code: z.string(), version: z.string(), ...opened }),
  WrittenPeople: z.object(opened),
  Problem: z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable.'),
    detail: z.string().describe('One plain sentence that says what to do next.'),
    fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    retryAfter: z.int().optional().describe('Seconds.'),
  }),
} as const;
