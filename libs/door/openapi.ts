import { z } from 'zod';
import { refusalCodes, type Agency, type CountryFacts } from '#casework';
import { commandAddresses, type CommandAddress } from './addresses.js';
import { problemCodes, type ProblemCode } from './problem.js';
import type { ReadAddress } from './reads.js';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const problemAnswer = (description: string, example: Json): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
});

const exampleOf = (code: ProblemCode): Json => {
  const [status, title] = problemCodes[code];
  return { type: `urn:homeward:problem:${code}`, title, status, code, detail: title };
};

/** Answers that several problem codes share are one response, described by all of them. */
const problems = (...codes: ProblemCode[]): Json =>
  Object.fromEntries(
    [...new Set(codes.map((code) => problemCodes[code][0]))].map((status) => {
      const shared = codes.filter((code) => problemCodes[code][0] === status);
      const description = shared.map((code) => `\`${code}\`: ${problemCodes[code][1]}`).join(' ');
      return [String(status), problemAnswer(description, exampleOf(shared[0]!))];
    }),
  );

const refusalAnswers: Json = {
  403: problemAnswer('`no_mandate`: the agency is not charged with this step.', {
    type: 'urn:homeward:problem:no_mandate',
    title: refusalCodes.no_mandate,
    status: 403,
    code: 'no_mandate',
    detail: 'Your agency is not charged with this step; it needs the mandate "confirm_nationality".',
  }),
  422: problemAnswer(`Refused by a rule: ${Object.keys(refusalCodes).join(', ')}.`, {
    type: 'urn:homeward:problem:not_possible_now',
    title: refusalCodes.not_possible_now,
    status: 422,
    code: 'not_possible_now',
    detail: 'This step is not possible now. Ask the focal point of your country.',
  }),
};

const header = (name: string, description: string, required: boolean, example?: string): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string', ...(example ? { example } : {}) },
});

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));

const charged = (agencies: readonly Agency[], mandate: string): string =>
  agencies
    .filter(({ mandates }) => mandates.some((held) => held === mandate))
    .map(({ id }) => `\`${id}\``)
    .join(', ');

const commandOperation = (
  { path, type, process, definition }: CommandAddress,
  facts: CountryFacts,
): Json => ({
  operationId: type,
  tags: [process],
  summary: definition.summary,
  description: `${definition.kind === 'fact' ? 'A fact: recorded, with an irregularity beside it where it breaks a rule.' : 'A permission: can be refused.'} Mandate \`${definition.mandate}\`, held by ${charged(facts.agencies, definition.mandate)}.`,
  parameters: [
    ...pathParameters(path),
    header(
      'Idempotency-Key',
      'Names this write: its repetition gets the first answer again.',
      true,
      'c0ffee-1',
    ),
    ...(path.endsWith('}') || !path.includes('{')
      ? []
      : [header('If-Match', 'The ETag that you read; 412 where the file has changed since.', false)]),
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: schemaOf(definition.body, 'input'), example: definition.example },
    },
  },
  responses: {
    [path.includes('{') ? 200 : 201]: {
      description: 'Recorded.',
      headers: { ETag: { schema: { type: 'string' }, description: 'The file as your agency may know it.' } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Written' } } },
    },
    ...refusalAnswers,
    ...problems(
      'malformed',
      'invalid',
      'idempotency_key_missing',
      'token_missing',
      'token_refused',
      'not_found',
      'key_used_for_another_body',
      'busy',
      'changed_meanwhile',
      'too_large',
      'unsupported_media_type',
      'too_many_requests',
      'failed',
      'not_ready',
    ),
  },
});

const queryParameters = (schema: z.ZodType): Json[] => {
  const { properties = {}, required = [] } = z
    .object({
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      required: z.array(z.string()).optional(),
    })
    .parse(schemaOf(schema, 'input'));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
};

const readOperation = ({ path, tag, summary, query, answer }: ReadAddress): Json => ({
  operationId: `read ${path}`.replaceAll(/[^a-z]+/gi, '-'),
  tags: [tag],
  summary,
  parameters: [...pathParameters(path), ...(query ? queryParameters(query) : [])],
  responses: {
    200: {
      description: 'What your agency may see.',
      content: { 'application/json': { schema: answer ? schemaOf(answer, 'output') : { type: 'object' } } },
    },
    ...problems(
      'invalid',
      'token_missing',
      'token_refused',
      'not_found',
      'too_many_requests',
      'failed',
      'not_ready',
    ),
  },
});

export const Written = z.object({
  caseId: z.string().optional().describe('Of a case.'),
  journeyId: z.string().optional().describe('Of a journey.'),
  recorded: z
    .array(z.object({ id: z.string(), type: z.string() }))
    .describe('Events recorded, as far as your agency may know of them.'),
  repeated: z.boolean().describe('Whether this is the first answer again.'),
  position: z.string().describe('Opaque. A read that carries it waits until its view has come this far.'),
});

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  retryAfter: z.number().optional(),
});

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
      schemas: { Problem: schemaOf(Problem, 'output'), Written: schemaOf(Written, 'output') },
    },
  };
};
