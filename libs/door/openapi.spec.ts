import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { agencyQueries } from '#agencies';
import { countries, refusalCodes, strangeCode, type Context } from '#casework';
import { factsOf } from '#countries';
import { commandAddresses } from './addresses.js';
import { openApiOf } from './openapi.js';
import { readAddresses } from './reads.js';

const reads = readAddresses(agencyQueries);

const Schema = z.record(z.string(), z.unknown());
const Media = z.record(z.string(), z.strictObject({ schema: Schema, example: z.unknown() }));
const Parameter = z.strictObject({
  in: z.enum(['path', 'query', 'header']),
  name: z.string().min(1),
  required: z.boolean(),
  description: z.string().optional(),
  schema: Schema,
  example: z.unknown().optional(),
});
const Response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.strictObject({ schema: Schema, description: z.string() })).optional(),
  content: Media,
});
const Operation = z.strictObject({
  operationId: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
  tags: z.array(z.string()).length(1),
  summary: z.string().min(10),
  description: z.string().optional(),
  parameters: z.array(Parameter),
  requestBody: z.strictObject({ required: z.literal(true), content: Media }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), Response),
});
/** The parts of OpenAPI 3.1 that the door uses, and nothing beside. */
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().startsWith('/v1/'),
    z.strictObject({ get: Operation.optional(), post: Operation.optional() }),
  ),
  components: z.strictObject({
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.string(), scheme: z.string(), bearerFormat: z.string() }),
    ),
    schemas: z.record(z.string(), Schema),
  }),
});

const validator = new Ajv2020({ strict: false, validateFormats: false });
/** Whether a schema, as any client reads it, allows a value. */
const described = (schema: object, value: unknown): boolean => validator.validate(schema, value);

const document = Document.parse(openApiOf(factsOf('TH'), reads));

const operations = Object.entries(document.paths).flatMap(([path, { get, post }]) => [
  ...(get ? [{ path, method: 'GET', operation: get }] : []),
  ...(post ? [{ path, method: 'POST', operation: post }] : []),
]);
const at = (method: string, path: string) =>
  operations.find((one) => one.method === method && one.path === path)?.operation;

/** The schema itself, where it is a reference. */
const resolved = (schema: z.output<typeof Schema>): z.output<typeof Schema> => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const found = document.components.schemas[reference.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`${reference} leads nowhere`);
  return found;
};

const answersOf = ({ responses }: z.output<typeof Operation>) =>
  Object.values(responses).flatMap(({ content }) => Object.values(content));

describe('the OpenAPI description', () => {
  it('is an OpenAPI 3.1 document for every country, with security on every operation', () => {
    for (const country of countries) Document.parse(openApiOf(factsOf(country), reads));
    expect(document.security).toEqual([{ token: [] }]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['token']);
  });

  it('knows the form of every row of every list', () => {
    for (const { item } of agencyQueries) expect(item).toBeInstanceOf(z.ZodObject);
  });

  it('names every public command and every read, and nothing else', () => {
    for (const { path, type } of commandAddresses) expect(at('POST', path)?.operationId).toBe(type);
    for (const { path } of reads) expect(at('GET', path)).toBeDefined();
    expect(operations).toHaveLength(commandAddresses.length + reads.length);
  });

  it('has addresses of plain segments, each operation under the tag of its process or agency', () => {
    for (const { path, operation } of operations) {
      expect(path).toMatch(/^(\/([a-z0-9-]+|\{[a-zA-Z]+\}))+$/);
      expect(operation.tags[0]).toMatch(/^[a-z-]+$/);
    }
  });

  it('gives each operation an id of its own and declares the parameters of its path', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const declared = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const names = operation.parameters.map(({ in: place, name }) => `${place} ${name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('gives every answer an example that its schema allows', () => {
    for (const { operation } of operations)
      for (const { schema, example } of answersOf(operation)) {
        const { error } = z.fromJSONSchema(resolved(schema)).safeParse(example);
        expect([operation.operationId, error?.issues]).toEqual([operation.operationId, undefined]);
      }
  });

  it('gives every command an example that it takes in every country, with codes that are none of a discreet office', () => {
    for (const country of countries) {
      const facts = factsOf(country);
      const { paths } = Document.parse(openApiOf(facts, reads));
      const actor = { id: 'person', country, agency: facts.focalPoint, roles: ['approver'] };
      const context = { actor, country, facts: factsOf } as unknown as Context;
      for (const { path, type, definition } of commandAddresses) {
        const { schema = {}, example } = paths[path]?.post?.requestBody?.content['application/json'] ?? {};
        const taken = definition.body.safeParse(example);
        expect([country, type, taken.error]).toEqual([country, type, undefined]);
        if (country === 'MM') expect([type, described(schema, example)]).toEqual([type, true]);
        const refusal = strangeCode(definition, taken.data, context)?.refusal;
        const lacks = refusal?.fields?.every(({ reason }) => reason.includes('none that you may know'));
        expect([country, type, lacks ?? true]).toEqual([country, type, true]);
      }
    }
  });

  it('names no discreet office and no shelter: everybody reads it', () => {
    for (const country of countries) {
      const { agencies, shelters } = factsOf(country);
      const words = new Set(JSON.stringify(openApiOf(factsOf(country), reads)).split(/[^\w-]+/));
      for (const { id, discreet } of agencies) if (discreet) expect([...words]).not.toContain(id);
      for (const { code } of shelters) expect([...words]).not.toContain(code);
    }
  });

  it('asks every write for an Idempotency-Key, and offers If-Match, without a made-up ETag, wherever a file exists already', () => {
    for (const { path, operation } of operations.filter(({ method }) => method === 'POST')) {
      const headers = operation.parameters.filter((one) => one.in === 'header');
      expect(headers.find(({ name }) => name === 'Idempotency-Key')?.required).toBe(true);
      expect(headers.some(({ name }) => name === 'If-Match')).toBe(
        commandAddresses.some((address) => address.path === path && !address.begins),
      );
      expect(headers.find(({ name }) => name === 'If-Match')?.example).toBeUndefined();
    }
  });

  it('describes every error that each operation can answer with', () => {
    const always = ['401', '429', '500', '503'];
    for (const { path, method, operation } of operations) {
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(expect.arrayContaining(always));
      if (method === 'POST')
        expect(statuses).toEqual(
          expect.arrayContaining(['400', '403', '404', '409', '412', '413', '415', '422']),
        );
      if (path.includes('{')) expect(statuses).toContain('404');
      for (const [status, { content }] of Object.entries(operation.responses))
        if (Number(status) >= 400) {
          const { example } = content['application/problem+json'] ?? {};
          expect(example).toMatchObject({ status: Number(status), code: expect.any(String) });
        }
    }
  });

  it('lists every refusal code of the rules', () => {
    const responses = at('POST', '/v1/cases')?.responses;
    const told = `${responses?.['403']?.description} ${responses?.['422']?.description}`;
    for (const code of Object.keys(refusalCodes)) expect(told).toContain(code);
  });
});
