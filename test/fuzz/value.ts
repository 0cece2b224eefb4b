import fc from 'fast-check';

/** A JSON Schema, as a description holds it. */
export type Schema = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasIn = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const words = fc.constantFrom(
  'Ma Myint',
  'ဒေါ်ခင်ခင်',
  'สมหญิง ใจดี',
  'Ма́рья',
  'محمد',
  '👩‍👩‍👧',
  'a',
  '2551-06',
  'x'.repeat(300),
);

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** How many arms a pattern of a schema may open: patterns stand in the description, and are our own. */
const matching = (pattern: string): fc.Arbitrary<string> => {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return words;
  }
};

/** What was seen in answers: who names what there is gets further into the rules. It grows while requests are drawn. */
export interface Seen {
  /** Of cases and journeys. */
  readonly files: readonly string[];
  /** Of whatever stands in a file. */
  readonly ids: readonly string[];
  /** Of the reference. */
  readonly codes: readonly string[];
}

/** One of a list that may grow, or of something else where there is none. */
export const oneOf = (list: readonly string[], otherwise: string): fc.Arbitrary<string> =>
  fc.nat().map((pick) => list[pick % Math.max(1, list.length)] ?? otherwise);

const nobody = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';

const id = ({ ids, files }: Seen): fc.Arbitrary<string> =>
  fc.oneof(
    fc.uuid(),
    { weight: 4, arbitrary: oneOf(ids, nobody) },
    { weight: 2, arbitrary: oneOf(files, nobody) },
  );

const text = (
  { format, pattern, minLength, maxLength, description }: Schema,
  seen: Seen,
): fc.Arbitrary<string> => {
  if (format === 'uuid') return id(seen);
  if (format === 'date') return day.map((instant) => instant.slice(0, 10));
  if (format === 'date-time') return day;
  const long = Math.min(numberOr(maxLength, 300), 400);
  if (typeof description === 'string' && description.includes('/v1/reference'))
    return fc.oneof({ weight: 5, arbitrary: oneOf(seen.codes, 'none') }, matching(String(pattern)));
  if (typeof pattern === 'string')
    return matching(pattern).map((found) => (found.length > long ? found.slice(0, long) : found));
  return fc.oneof(
    words.map((word) => word.slice(0, Math.max(1, long))),
    fc.string({ minLength: numberOr(minLength, 0), maxLength: long, unit: 'grapheme' }),
  );
};

const object = ({ properties, required }: Schema, seen: Seen): fc.Arbitrary<unknown> => {
  if (!isRecord(properties))
    return fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }));
  const needed = new Set(Array.isArray(required) ? required : []);
  const names = Object.keys(properties);
  const model = Object.fromEntries(
    names.map((name) => [name, valueOf(isRecord(properties[name]) ? properties[name] : {}, seen)]),
  );
  return fc.record(model, { requiredKeys: names.filter((name) => needed.has(name)) });
};

const typed = (schema: Schema, seen: Seen): fc.Arbitrary<unknown> => {
  switch (schema['type']) {
    case 'string':
      return text(schema, seen);
    case 'integer':
      return fc.integer({
        min: Math.max(numberOr(schema['minimum'], 0), -(2 ** 31)),
        max: Math.min(numberOr(schema['maximum'], 100), 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(isRecord(schema['items']) ? valueOf(schema['items'], seen) : fc.jsonValue(), {
        minLength: numberOr(schema['minItems'], 0),
        maxLength: Math.min(numberOr(schema['maxItems'], 4), 4),
      });
    case 'object':
      return object(schema, seen);
    case 'null':
      return fc.constant(null);
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
};

/** Values that a schema allows, or nearly: what no JSON Schema says is left to the node to refuse. */
export const valueOf = (schema: Schema, seen: Seen): fc.Arbitrary<unknown> => {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly unknown[]));
  const whole = schemasIn(schema['allOf']);
  if (whole.length > 0)
    return fc
      .tuple(...whole.map((part) => valueOf(part, seen)))
      .map((parts) => Object.assign({}, ...parts) as unknown);
  const choices = [...schemasIn(schema['anyOf']), ...schemasIn(schema['oneOf'])];
  return choices.length > 0
    ? fc.oneof(...choices.map((choice) => valueOf(choice, seen)))
    : typed(schema, seen);
};
