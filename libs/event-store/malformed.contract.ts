import { expect, it } from '@jest/globals';
import { MalformedAppendError, type EventStore, type Expected, type StoredEvent } from './port.js';
import { collect, sampleEvent, sampleEvents, stream } from './samples.contract.js';

type Append = readonly [stream: string, expected: Expected, events: readonly StoredEvent[]];

/** An event with parts as a faulty caller may give them, which the types do not allow. */
const eventWith = (parts: Readonly<Record<string, unknown>>): readonly StoredEvent[] => [
  Object.assign(sampleEvent(), parts),
];

/** Appends that would leave a stream that cannot be read whole, by what is wrong in them. */
const malformedAppends = (): Readonly<Record<string, Append>> => {
  const to = stream();
  const { meta } = sampleEvent();
  const revisions = [
    -1,
    -2,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31 - 2,
    2 ** 31 - 1,
    2 ** 53,
    Number.MAX_VALUE,
  ];
  const streams = [
    '',
    'case',
    'case-',
    'person-1',
    'case-a b',
    '$case-1',
    'case-\0',
    'Case-1',
    'case-\u001e1',
  ];
  const lengthy = `case-${'a'.repeat(101)}`;
  const parts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'id of another form': { id: 'not a uuid' },
    'id in capitals': { id: 'A0F7C54A-2F1E-4F6B-8A51-1C0F8F8F2D11' },
    'type with NUL': { type: 'With\0nul' },
    'type of the engine': { type: '$metadata' },
    'no type': { type: '' },
    'version 0': { version: 0 },
    'version of no integer': { version: 1.5 },
    'open list': { open: [] },
    'open null': { open: null },
    'sealed list': { sealed: [] },
    'sealed null': { sealed: null },
    'sealed part of another kind': { sealed: { 'person/P2': { cipher: 'text' } } },
    'meta null': { meta: null },
    'meta without an actor': { meta: { ...meta, actor: undefined } },
    'meta with an instant of another kind': { meta: { ...meta, recordedAt: 0 } },
  };
  return {
    'no event': [to, 'none', []],
    ...Object.fromEntries(
      revisions.map((revision) => [`revision ${revision}`, [to, revision, sampleEvents(1)]] as const),
    ),
    ...Object.fromEntries(
      [...streams, lengthy].map(
        (name) => [`stream ${JSON.stringify(name)}`, [name, 'none', sampleEvents(1)]] as const,
      ),
    ),
    ...Object.fromEntries(
      Object.entries(parts).map(([what, part]) => [what, [to, 'none', eventWith(part)]] as const),
    ),
  };
};

/** What no event store takes; a part of the contract. */
export const malformed = (store: () => EventStore): void => {
  it('refuses what could not be read whole again, each alone, and keeps nothing of it', async () => {
    const free = stream();
    const appends = malformedAppends();
    const before = await store().head();
    const [answers, other] = await Promise.all([
      Promise.all(
        Object.entries(appends).map(async ([what, append]) => [
          what,
          await store()
            .append(...append)
            .catch((error: unknown) => error instanceof MalformedAppendError),
        ]),
      ),
      store().append(free, 'none', sampleEvents(1)),
    ]);
    expect(Object.fromEntries(answers)).toEqual(
      Object.fromEntries(Object.keys(appends).map((what) => [what, true])),
    );
    expect(other).toMatchObject({ ok: true });
    expect((await store().readAll(before, 10)).map((event) => event.stream)).toEqual([free]);
    expect(await collect(store().read(free))).toHaveLength(1);
  });
};
