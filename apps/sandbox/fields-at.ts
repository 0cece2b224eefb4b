import { z } from 'zod';

const Described = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
});

const namesAt = (described: unknown, path: readonly PropertyKey[]): readonly string[] => {
  const { data } = Described.safeParse(described);
  if (!data) return [];
  const [next, ...rest] = path;
  const { properties = {}, items, anyOf = [], oneOf = [], additionalProperties } = data;
  const inForms = [...anyOf, ...oneOf].flatMap((form) => namesAt(form, path));
  if (next === undefined) return [...Object.keys(properties), ...inForms];
  const inside = typeof next === 'number' ? items : (properties[String(next)] ?? additionalProperties);
  return [...namesAt(inside, rest), ...inForms];
};

/** The names of the fields that a schema has at a path of its data; none where it has no names there. */
export const fieldsAt = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => [
  ...new Set(
    namesAt(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }), path),
  ),
];
