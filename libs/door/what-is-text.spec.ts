import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agencyQueries } from '#agencies';
import { prepare } from '../agencies/spec/prepare.js';
import { sampleFacts } from '../casework/spec/sample.js';
import { commandAddresses } from './addresses.js';
import { openApiOf } from './openapi.js';
import { readAddresses } from './reads.js';
import { sampleOf, type Json } from './sample.js';

const reads = readAddresses(agencyQueries);
const description = openApiOf(sampleFacts('TH'), reads);

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Asked {
  readonly where: string;
  readonly schema: Json;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
}

/** Every schema that a request is held against: bodies, queries, parts of paths, headers. */
const asked: readonly Asked[] = Object.values(
  description['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>,
).flatMap((operations) =>
  Object.values(operations).flatMap(({ operationId, parameters, requestBody }) => [
    ...parameters.map(({ name, schema }) => ({ where: `${operationId} ${name}`, schema })),
    ...Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ where: operationId, schema })),
  ]),
);

/** Every part of a schema, with the way to it. */
const partsOf = ({ where, schema }: Asked): readonly Asked[] => [
  { where, schema },
  ...Object.entries(schema).flatMap(([name, part]) =>
    Array.isArray(part)
      ? part.filter(isJson).flatMap((one) => partsOf({ where: `${where}.${name}`, schema: one }))
      : isJson(part)
        ? partsOf({ where: `${where}.${name}`, schema: part })
        : [],
  ),
];

const parts = asked.flatMap(partsOf);

const isBounded = ({ pattern, format, maxLength, enum: words, const: word }: Json): boolean =>
  maxLength !== undefined ||
  words !== undefined ||
  word !== undefined ||
  ['date', 'date-time', 'uuid'].includes(String(format)) ||
  (typeof pattern === 'string' && pattern.startsWith('^') && !/[*+]|\{\d+,\}/.test(pattern));

/** The ways to all strings in a value. */
const stringsIn = (value: unknown, way: readonly string[] = []): readonly (readonly string[])[] => {
  if (typeof value === 'string') return [way];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => stringsIn(part, [...way, name]));
};

const withAt = (value: unknown, [next, ...rest]: readonly string[], put: string): unknown => {
  if (next === undefined) return put;
  if (Array.isArray(value))
    return value.map((part: unknown, index) => (String(index) === next ? withAt(part, rest, put) : part));
  return isJson(value) ? { ...value, [next]: withAt(value[next], rest, put) } : value;
};

const unseen = [
  '\u200b\u200b',
  '\u2060',
  '\u3164',
  '\u00ad',
  '\u2800',
  '\u0301',
  '\u115f\u1160',
  '\ufeff \u00a0',
  '\u{e0041}',
];

/** What no string of a request may be, whatever stands around it. */
const noText = fc.oneof(
  fc.tuple(fc.string(), fc.string()).map(([one, other]) => `${one}\u0000${other}`),
  fc
    .tuple(fc.string(), fc.constantFrom('\ud800', '\udfff'), fc.string({ unit: 'grapheme-ascii' }))
    .map(([one, half, other]) => `${one} ${half} ${other}`),
  fc.integer({ min: 4_001, max: 5_000 }).map((length) => 'x'.repeat(length)),
  fc.array(fc.constantFrom(...unseen), { minLength: 1, maxLength: 5 }).map((all) => all.join('')),
  fc.constantFrom('', ' '),
  fc
    .constantFrom(
      '0000-01-01',
      '0000-06-01T00:00:00Z',
      '0001-01-01T00:00:00+07:00',
      '9999-12-31T23:59:59-07:00',
    )
    .map((day) => `${day}\u0007`),
);

/** A body with all its properties filled in, and the one that the documentation shows. */
const bodiesOf = ({ definition: { body, example } }: (typeof commandAddresses)[number], schema: Json) =>
  [example, sampleOf(schema)].filter((one) => body.safeParse(one).success);

describe('every string of the description', () => {
  it('has an end', () => {
    const open = parts.filter(({ schema }) => schema['type'] === 'string' && !isBounded(schema));
    expect(open.map(({ where }) => where)).toEqual([]);
  });

  it.each(commandAddresses.map((address) => [address.type, address] as const))(
    'of a body of %s is text, or is refused by its name',
    (type, address) => {
      const { schema } = asked.find(({ where }) => where === type) ?? { schema: {} };
      const ways = bodiesOf(address, schema).flatMap((body) => stringsIn(body).map((way) => ({ body, way })));
      for (const { body, way } of ways)
        fc.assert(
          fc.property(noText, (put) => {
            const parsed = address.definition.body.safeParse(withAt(body, way, put));
            expect(parsed.success).toBe(false);
            expect(parsed.error?.issues.map(({ path }) => String(path[0]))).toContain(way[0]);
          }),
          { numRuns: 8 },
        );
    },
  );

  it.each(agencyQueries.map((query) => [query.name, query] as const))(
    'of a question to %s is text, or is refused by its name',
    (_name, query) => {
      for (const name of Object.keys(query.params.shape))
        fc.assert(
          fc.property(noText, (put) => {
            const caseId = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
            const prepared = prepare(query, {
              ...(query.path.includes(':caseId') ? { caseId } : {}),
              [name]: put,
            });
            expect(prepared.ok ? [] : prepared.issues.map(({ path }) => path[0])).toContain(name);
          }),
          { numRuns: 50 },
        );
    },
  );
});

describe('every number of the description', () => {
  it('fits the columns in which it is counted', () => {
    const numbers = parts.filter(({ schema }) => schema['type'] === 'integer' || schema['type'] === 'number');
    const large = numbers.filter(
      ({ schema: { maximum, minimum } }) => !(Number(maximum) < 2 ** 31 && Number(minimum) >= -(2 ** 31)),
    );
    expect(large.map(({ where }) => where)).toEqual([]);
  });
});
