import { z } from 'zod';

/** One of so many choices, from 0. */
export type Choose = (choices: number) => number;

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasIn = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

const byFormat: Readonly<Record<string, readonly string[]>> = {
  uuid: ['4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11', '0d8a3f0e-6c1b-4a58-9d57-0a8b2f6f2c31'],
  date: ['1931-02-28', '1996-05-12', '2013-06-03', '2014-08-04', '2999-12-31'],
  'date-time': ['1931-02-28T00:00:00.000Z', '2013-06-03T04:00:00.000Z', '2999-12-31T00:00:00.000Z'],
};

/** Words of every form that texts and codes have. */
const words = ['th', 'MM', 'first', 'second-2', '1', '100.50', '1996', '2014-08-04', 'Mymr'];

const oneOf = <T>(values: readonly T[], choose: Choose): T | undefined => values[choose(values.length)];

const text = ({ format, pattern }: Schema, choose: Choose): string | undefined => {
  const known = typeof format === 'string' ? byFormat[format] : undefined;
  if (known) return oneOf(known, choose);
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : /./;
  return oneOf(
    words.filter((word) => form.test(word)),
    choose,
  );
};

const object = ({ properties, required }: Schema, choose: Choose): Schema => {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    Object.entries(isSchema(properties) ? properties : {})
      .filter(([name]) => needed.includes(name) || choose(2) === 1)
      .map(([name, schema]) => [name, valueOf(isSchema(schema) ? schema : {}, choose)]),
  );
};

const typed = (schema: Schema, choose: Choose): unknown => {
  switch (schema['type']) {
    case 'string':
      return text(schema, choose);
    case 'integer':
    case 'number':
      return [0, 1, 5, 30][choose(4)];
    case 'boolean':
      return choose(2) === 1;
    case 'array': {
      const { items } = schema;
      return Array.from({ length: choose(3) }, () => valueOf(isSchema(items) ? items : {}, choose));
    }
    case 'object':
      return object(schema, choose);
    case 'null':
      return null;
    case undefined:
    default:
      return 'value';
  }
};

const valueOf = (schema: Schema, choose: Choose): unknown => {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return oneOf<unknown>(schema['enum'], choose);
  const parts = schemasIn(schema['allOf']);
  if (parts.length > 0) return Object.assign({}, ...parts.map((part) => valueOf(part, choose)));
  const choice = oneOf([...schemasIn(schema['anyOf']), ...schemasIn(schema['oneOf'])], choose);
  return choice ? valueOf(choice, choose) : typed(schema, choose);
};

const described = new WeakMap<z.ZodType, Schema>();

const descriptionOf = (schema: z.ZodType): Schema => {
  const known = described.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  described.set(schema, made);
  return made;
};

/** A value that a field might hold, made up by choices alone; undefined where none was found, or none is one of them. */
export const filling = (schema: z.ZodType, choose: Choose): unknown => {
  if (schema.safeParse(undefined).success && choose(4) === 0) return undefined;
  const made = valueOf(descriptionOf(schema), choose);
  return schema.safeParse(made).success ? made : undefined;
};
