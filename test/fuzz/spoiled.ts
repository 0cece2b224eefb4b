import fc from 'fast-check';
import { isRecord } from './value.js';

/** Texts of JSON values that a body should not hold, as they stand in it. */
const strange = fc.constantFrom(
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00x"', '"\\ufeff"', '"\\u202e\\u200b"', '""', '" "'],
  ...['1e400', '-1e400', '9007199254740993', '-0', '0.1e-400', '123456789012345678901234567890', '1E5'],
  ...['null', 'true', '[]', '{}', '[[[[[[]]]]]]', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":1}}'],
  ...['"0000-01-01"', '"9999-12-31T23:59:59Z"', '"+275760-09-13"', '"2014-02-30"', '"24:00"', '"-1"'],
  ...['"\';drop table events;--"', '"${jndi:x}"', '"../../etc/passwd"', '"%00"', '"\\\\x00"'],
  `"${'x'.repeat(5_000)}"`,
  `"${'\\u0e01'.repeat(2_000)}"`,
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
);

const hole = '\u0001hole\u0001';

/** A value with one of its parts, found by a number, taken out. */
const withHole = (value: unknown, pick: number): unknown => {
  const parts = isRecord(value) ? Object.entries(value) : Array.isArray(value) ? [...value.entries()] : [];
  const [chosen] = parts[pick % Math.max(1, parts.length)] ?? [];
  if (chosen === undefined) return hole;
  const inner = (part: unknown): unknown =>
    pick % 3 === 0 ? withHole(part, Math.floor(pick / Math.max(2, parts.length))) : hole;
  if (Array.isArray(value))
    return value.map((part: unknown, place) => (place === chosen ? inner(part) : part));
  return isRecord(value)
    ? Object.fromEntries(parts.map(([name, part]) => [name, name === chosen ? inner(part) : part]))
    : hole;
};

const spoilings: readonly ((value: unknown, odd: string, pick: number) => Buffer)[] = [
  /** Something strange in place of a part. */
  (value, odd, pick) =>
    Buffer.from(JSON.stringify(withHole(value, pick)).replace(JSON.stringify(hole), () => odd)),
  /** A key that nobody knows, or twice the same. */
  (value, odd) => Buffer.from(JSON.stringify(value).replace(/\}$/, () => `,"more":${odd},"more":${odd}}`)),
  (value) =>
    Buffer.from(JSON.stringify(value).replace(/^\{("[^"]+":)/, (_all, key: string) => `{${key}1,${key}`)),
  /** Cut, or followed by something. */
  (value, _odd, pick) => {
    const text = JSON.stringify(value);
    return Buffer.from(text.slice(0, pick % Math.max(1, text.length)));
  },
  (value, odd) => Buffer.from(`${JSON.stringify(value)}${odd}`),
  /** Bytes that are no UTF-8, or another encoding. */
  (value) =>
    Buffer.concat([
      Buffer.from(JSON.stringify(value).replace(/.$/, '')),
      Buffer.from([0xff, 0xc0, 0x22, 0x7d]),
    ]),
  (value) => Buffer.from(JSON.stringify(value), 'utf16le'),
  /** The strange thing alone. */
  (_value, odd) => Buffer.from(odd),
];

/** Bodies made from a good value: most as it is, some spoiled. */
export const bodyOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 5, arbitrary: value.map((good) => Buffer.from(JSON.stringify(good) ?? 'null')) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(value, strange, fc.nat(), fc.constantFrom(...spoilings))
        .map(([good, odd, pick, spoil]) => spoil(good ?? null, odd, pick)),
    },
  );

/** What can stand in a path or a query that should not, percent-encoded. */
export const strangeInAddress = fc.oneof(
  fc.constantFrom(
    '%00',
    '%ED%A0%80',
    '%FF',
    '%',
    '..%2f..',
    '%2e%2e',
    'null',
    '-1',
    '0',
    '1e999',
    '%E2%80%8B',
    '',
  ),
  fc.constantFrom(
    'x'.repeat(3_000),
    '9'.repeat(40),
    '%F0%9F%98%80',
    "'%20or%201=1--",
    '[object%20Object]',
    '2014-13-45',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map(encodeURIComponent),
);
