import type { CommandDefinition } from '#casework';

/** Stands in every marker of free text, and nowhere else: long enough that no ciphertext holds it by chance. */
export const mark = 'zq7mkx4wv2';
/** Stands in every marker of a code. Codes are of P1 where they are declared so, and may then stand in clear at rest. */
export const codeMark = 'zq7ckx4wv2';

const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Path = readonly (string | number)[];

/** Places of all text in a value. */
const texts = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    texts(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
};

const at = (value: unknown, [name, ...rest]: Path): unknown =>
  name === undefined ? value : at((value as Record<string | number, unknown>)[name], rest);

/** A copy with another value at one place. */
const put = (value: unknown, [name, ...rest]: Path, inner: unknown): unknown => {
  if (name === undefined) return inner;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === name ? put(item, rest, inner) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [name]: put(record[name], rest, inner) };
};

export interface Marked {
  readonly body: unknown;
  /** The markers that stand in the body. */
  readonly markers: readonly string[];
}

/**
 * The example of a command with a marker of its own in every text that its schema leaves free; codes take no spaces,
 * and logins no other letters than ASCII, so that only free text is marked. With `codes` they are marked too. Ids are taken from `known`, by their field's name.
 */
export const marked = (
  type: string,
  { body: schema, example }: CommandDefinition,
  { known, codes = false }: { readonly known: ReadonlyMap<string, string>; readonly codes?: boolean },
): Marked => {
  const markers: string[] = [];
  const body = texts(example).reduce<unknown>((before, path, index) => {
    const text = String(at(before, path));
    const name = String(path.findLast((step) => typeof step === 'string'));
    if (anId.test(text)) return put(before, path, known.get(name) ?? text);
    const marker = codes ? `${codeMark}-${type}-${index}` : `${mark} ${type} ${index} ก.`;
    const after = put(before, path, marker);
    if (!schema.safeParse(after).success) return before;
    markers.push(marker);
    return after;
  }, example);
  return { body, markers };
};

/** Notes every id in a value under the name of its field, for the bodies that follow. */
export const learn = (value: unknown, known: Map<string, string>): void => {
  JSON.stringify(value, (name, inner: unknown) => {
    if (typeof inner === 'string' && anId.test(inner)) known.set(name, inner);
    return inner;
  });
};
