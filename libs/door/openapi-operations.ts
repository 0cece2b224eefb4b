import { z } from 'zod';
import { agenciesKnown, holdsRole, type CountryFacts, type Role } from '#casework';
import { inKebab, type CommandAddress } from './addresses.js';
import { everywhere, problems, refusals, refusedByARule } from './openapi-answers.js';
import { bodyOf, exampleIn } from './openapi-bodies.js';
import { schemaOf, sharedSchemas } from './openapi-schemas.js';
import type { ReadAddress } from './reads.js';
import { sampleOf, type Json } from './sample.js';

const parameter = (place: 'header' | 'path' | 'query', name: string, more: Json): Json => ({
  in: place,
  name,
  ...more,
});

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const schema = { type: 'string', ...(name.endsWith('Id') ? { format: 'uuid' } : { maxLength: 64 }) };
    return parameter('path', name, { required: true, schema, example: sampleOf(schema) });
  });

const idempotencyKey = parameter('header', 'Idempotency-Key', {
  required: true,
  description: 'Names this write: its repetition gets the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: 'c0ffee-1',
});

const ifMatch = parameter('header', 'If-Match', {
  required: false,
  description: 'The ETag that you read; 412 where the file has changed since.',
  schema: { type: 'string', maxLength: 2_000 },
});

const etag: Json = {
  ETag: { schema: { type: 'string' }, description: 'The file as your agency may know it.' },
};

/** Who is charged, as far as everybody may know: the description is open to all. */
const charged = (facts: CountryFacts, mandate: string): string => {
  const charging = facts.agencies.filter(({ mandates }) => mandates.some((held) => held === mandate));
  const known = new Set(agenciesKnown(facts, 'everybody').map(({ id }) => id));
  const named = charging.filter(({ id }) => known.has(id)).map(({ id }) => `\`${id}\``);
  const unnamed = charging.length > named.length ? ['agencies that are not named here'] : [];
  return [...named, ...unnamed].join(', ') || 'no agency here';
};

/** What the country's own names for roles let their holders do. */
const named = (facts: CountryFacts, role: Role): string => {
  const names = Object.keys(facts.roles).filter((name) => holdsRole(facts, { roles: [name] }, role));
  return names.length > 0
    ? ` or above; here also ${names.map((name) => `\`${name}\``).join(', ')}`
    : ' or above';
};

const kinds = {
  fact: 'A fact: recorded, with an irregularity beside it where it breaks a rule.',
  permission: 'A permission: can be refused.',
} as const;

/** The POST operation of a command. */
export const commandOperation = (
  {
    path,
    type,
    process,
    begins,
    definition: { kind, mandate, role, summary, body, example },
  }: CommandAddress,
  facts: CountryFacts,
): Json => {
  const name =
    process === 'journey'
      ? 'WrittenJourney'
      : process === 'instrument'
        ? 'WrittenInstrument'
        : process === 'people'
          ? 'WrittenPeople'
          : 'WrittenCase';
  const written = {
    schema: { $ref: `#/components/schemas/${name}` },
    example: sampleOf(schemaOf(sharedSchemas[name], 'output')),
  };
  return {
    operationId: type,
    tags: [inKebab(process)],
    summary,
    description: `${kinds[kind]} Mandate \`${mandate}\`, held by ${charged(facts, mandate)}. Role \`${role}\`${named(facts, role)}.`,
    parameters: [...pathParameters(path), idempotencyKey, ...(begins ? [] : [ifMatch])],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: bodyOf(body, facts), example: exampleIn(facts, body, example) },
      },
    },
    responses: {
      [begins ? 201 : 200]: {
        description: 'Recorded.',
        headers: etag,
        content: { 'application/json': written },
      },
      ...refusals(mandate),
      ...problems(
        'invalid',
        'malformed',
        'idempotency_key_missing',
        'not_found',
        'key_used_for_another_body',
        'busy',
        'changed_meanwhile',
        'too_large',
        'unsupported_media_type',
        ...everywhere,
      ),
    },
  };
};

const Properties = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
});

const queryParameters = (schema: z.ZodType): readonly Json[] => {
  const { properties = {}, required = [] } = Properties.parse(schemaOf(schema, 'input'));
  return Object.entries(properties).map(([name, property]) =>
    parameter('query', name, { required: required.includes(name), schema: property }),
  );
};

const age: Json = {
  Age: {
    description:
      'Seconds since the list was last known to hold everything recorded: at most 2 as a rule, more while the event store or the projector is down. Absent where that is not known yet, and where no view is asked.',
    schema: { type: 'integer', minimum: 0 },
  },
};

/** The GET operation of a read. */
export const readOperation = ({
  path,
  tag,
  summary,
  kinds: askers,
  query,
  answer,
  tagged,
  media,
  ruled,
}: ReadAddress): Json => {
  const schema = schemaOf(answer, 'output');
  return {
    operationId: `read${path.replaceAll(/[^a-z]+/gi, '-')}`,
    tags: [tag],
    summary,
    ...(askers ? { description: `For agencies of the kind ${askers.join(', ')}.` } : {}),
    parameters: [...pathParameters(path), ...(query ? queryParameters(query) : [])],
    responses: {
      200: {
        description: 'What your agency may see.',
        ...(tagged ? { headers: etag } : askers ? { headers: age } : {}),
        content: { [media ?? 'application/json']: { schema, example: sampleOf(schema) } },
      },
      ...(ruled ? refusedByARule : {}),
      ...problems(
        ...(query ? (['invalid'] as const) : []),
        ...(askers ? (['not_your_list'] as const) : []),
        ...(path.includes('{') ? (['not_found'] as const) : []),
        ...everywhere,
      ),
    },
  };
};
