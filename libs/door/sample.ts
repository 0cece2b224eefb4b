/** A JSON Schema, as far as the door writes them. */
export type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

const byFormat: Readonly<Record<string, string>> = {
  uuid: '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11',
  date: '2014-08-04',
  'date-time': '2014-08-04T03:30:00.000Z',
};

/** Words for text that only has a pattern to follow. */
const words = [
  ...['sample', 'th', '2014-08-04', '2014', '100', 'MM', '9074729', 'Latn'],
  ...['0123456789abcdef'.repeat(4), 'eyJhbGciOiJFZERTQSJ9..c2lnbmF0dXJl'],
];

const text = ({ format, pattern }: Json): string => {
  const known = typeof format === 'string' ? byFormat[format] : undefined;
  if (known !== undefined) return known;
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : /./;
  return words.find((word) => form.test(word)) ?? 'sample';
};

const ofObject = ({ properties }: Json): Json =>
  isJson(properties)
    ? Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, sampleOf(isJson(schema) ? schema : {})]),
      )
    : {};

const typed = (schema: Json): unknown => {
  switch (schema['type']) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? Math.max(1, schema['minimum']) : 1;
    case 'boolean':
      return true;
    case 'array':
      return isJson(schema['items']) ? [sampleOf(schema['items'])] : [];
    case 'object':
      return ofObject(schema);
    case 'null':
      return null;
    case undefined:
    default:
      return 'sample';
  }
};

/** A value that a JSON Schema allows, for the API documentation: every property filled in. */
export const sampleOf = (schema: Json): unknown => {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const [whole, ...parts] = schemasIn(schema['allOf']);
  if (whole) return Object.assign({}, ...[whole, ...parts].map(sampleOf));
  const choices = [...schemasIn(schema['anyOf']), ...schemasIn(schema['oneOf'])];
  const choice = choices.find(({ type }) => type !== 'null') ?? choices[0];
  return choice ? sampleOf(choice) : typed(schema);
};
