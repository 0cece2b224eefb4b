import { z } from 'zod';
import { caseEvents, messages, type CaseEventType, type MessageKind } from '../records/catalogue.js';
import type { Fields } from '../words/field.js';
import type { MessageDefinition } from '../words/message.js';

type Schema = z.core.JSONSchema.JSONSchema;

/** One string of each form that fields ask for: the first that a field takes is its sample. */
const strings = [
  '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d',
  '2013-07-01',
  '2013-07-01T04:00:00.000Z',
  '1980',
  'my',
  'THB',
  'BD',
  'Beng',
  '900000',
  'some-code',
  'Some words',
  '9074729',
  'BD-BD-0123-4567M',
  '0'.repeat(64),
];

const formats: Readonly<Record<string, string>> = {
  uuid: strings[0]!,
  date: strings[1]!,
  'date-time': strings[2]!,
};

const textOf = ({ format, pattern }: Schema): string =>
  formats[format ?? ''] ?? strings.find((text) => new RegExp(pattern ?? '', 'u').test(text)) ?? '';

const valueOf = (schema: Schema | boolean | undefined, pick = 0): unknown => {
  if (typeof schema !== 'object') return 'anything';
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[pick % schema.enum.length];
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return valueOf(alternatives[pick % alternatives.length], pick);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [name, valueOf(property, pick)]),
    );
  if (schema.type === 'array')
    return [valueOf(Array.isArray(schema.items) ? schema.items[0] : schema.items, pick)];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  return textOf(schema);
};

const filled = (fields: Fields, pick: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { schema }]) => [
      name,
      valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), pick),
    ]),
  );

/** A payload with every field that a kind of message can have, from its schema. */
export const fullPayload = (kind: MessageKind): Record<string, unknown> => {
  const { fields }: MessageDefinition = messages[kind];
  return filled(fields, 0);
};

/** The data of an event with every field that its type can have; `pick` chooses among codes. */
export const fullData = (type: CaseEventType, pick: number): Record<string, unknown> =>
  filled(caseEvents[type].fields, pick);
