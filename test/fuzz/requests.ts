import fc from 'fast-check';
import type { FuzzedOperation } from './description.js';
import { bodyOf, strangeInAddress } from './spoiled.js';
import { oneOf, valueOf, type Seen } from './value.js';

/** A request, ready to be sent. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

const pathOf = (path: string, seen: Seen): fc.Arbitrary<string> => {
  const parts = path
    .split('/')
    .map((part) =>
      part.startsWith('{')
        ? mostly(oneOf(seen.files, 'none'), fc.oneof(fc.uuid(), strangeInAddress))
        : fc.constant(part),
    );
  return fc.tuple(...parts).map((all) => all.join('/'));
};

const queryOf = ({ query }: FuzzedOperation, seen: Seen): fc.Arbitrary<string> => {
  const asText = (value: unknown): string => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return /\p{Cs}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text);
  };
  const given = query.map(({ name, schema, required }) =>
    fc
      .tuple(
        required ? fc.constant(true) : fc.boolean(),
        mostly(valueOf(schema, seen).map(asText), strangeInAddress, 3),
      )
      .map(([isGiven, text]) => (isGiven ? [`${name}=${text}`] : [])),
  );
  const unknown = mostly(
    fc.constant<string[]>([]),
    strangeInAddress.map((text) => [`${text}=1`, 'limit=1&limit=2']),
    20,
  );
  return fc.tuple(unknown, ...given).map((parts) => {
    const text = parts.flat().join('&');
    return text === '' ? '' : `?${text}`;
  });
};

const keys = mostly(fc.uuid(), fc.constantFrom('', ' ', 'once', 'x'.repeat(201), 'é', '"quoted"', 'a,b'));
const tags = fc.constantFrom('*', '"x"', 'W/"x"', '', '"a", "b"', '"', 'x'.repeat(3_000));
const types = mostly(
  fc.constant('application/json'),
  fc.constantFrom(
    'text/plain',
    'application/json; charset=utf-16',
    'application/json;charset="utf-8"',
    'x',
    '',
  ),
  30,
);

const headersOf = (tokens: readonly string[], writes: boolean): fc.Arbitrary<Record<string, string>> =>
  fc
    .record({
      authorization: mostly(
        fc.constantFrom(...tokens).map((token) => `Bearer ${token}`),
        fc.constantFrom('', 'Bearer', 'Bearer x.y.z', 'Basic eDp5', `Bearer ${tokens[0] ?? ''}x`),
        25,
      ),
      key: keys,
      tag: mostly(fc.constant(undefined), tags),
      type: types,
    })
    .map(({ authorization, key, tag, type }) => ({
      ...(authorization === '' ? {} : { authorization }),
      ...(writes ? { 'idempotency-key': Buffer.from(key).toString('latin1'), 'content-type': type } : {}),
      ...(tag === undefined ? {} : { 'if-match': tag }),
    }));

/** Requests for an operation, good ones and bad ones. `seen` may grow between draws of what is made from it. */
export const requestsFor = (
  operation: FuzzedOperation,
  { tokens, seen }: { readonly tokens: readonly string[]; readonly seen: Seen },
): fc.Arbitrary<FuzzedRequest> => {
  const { method, body } = operation;
  return fc
    .record({
      path: pathOf(operation.path, seen),
      query: queryOf(operation, seen),
      headers: headersOf(tokens, body !== undefined),
      body: body === undefined ? fc.constant(undefined) : bodyOf(valueOf(body, seen)),
    })
    .map(({ path, query, headers, body: sent }) => ({
      method,
      path: `${path}${query}`,
      headers,
      ...(sent ? { body: sent } : {}),
    }));
};
