import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  advance,
  caseEvents,
  declarationOf,
  emptyFile,
  inCurrentForm,
  instrumentEvents,
  journeyEvents,
  peopleEvents,
  type EventCatalogue,
  type EventDefinition,
} from '#casework';
import { checkedEventStore, openEvent, openAll, refsOf } from '#sealing';
import { past, sampleFor, table } from '../../test/e2e/table-history.js';
import { sealingOf } from './sealing.js';
import { frozenStamps, keysOf, shapeOf, type Frozen } from './spec/frozen.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

/*
 * `npm run freeze` writes an example of each event type and version that has none yet, by the desk's own sealing and
 * the node's own store. What is written stays as it is: it stands for what nodes have in their stores.
 */
const folder = join(process.cwd(), 'libs', 'casework', 'stored');
const fileOf = ({ type, version }: EventDefinition): string => join(folder, `${type}.v${version}.json`);
const catalogues: Readonly<Record<string, EventCatalogue>> = {
  case: caseEvents,
  journey: journeyEvents,
  instrument: instrumentEvents,
  people: peopleEvents,
};
const kindOf = (stream: string): string => stream.split('-')[0] ?? '';
const definitions = Object.entries(catalogues).flatMap(([kind, catalogue]) =>
  Object.values(catalogue).map((definition): [string, string, EventDefinition] => [
    definition.type,
    kind,
    definition,
  ]),
);

const readThrough = (events: Frozen['event'][]) => {
  const store = memoryStore();
  for (const event of events) store.add(event.stream, event);
  return checkedEventStore(store, {
    stamps: frozenStamps,
    catalogueOf: (stream) => catalogues[kindOf(stream)],
  });
};

const sampleData = (kind: string, { type, fields }: EventDefinition, owner: string): object => {
  const line = kind === 'case' ? table.events.find((event) => event.type === type) : undefined;
  if (line) return past(line, owner).data;
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, sampleFor(schema)]));
};

const freeze = async (kind: string, definition: EventDefinition): Promise<Frozen> => {
  const owner = randomUUID();
  const stream = `${kind}-${owner}`;
  const at = '2026-11-30T04:00:00.000Z';
  const keys = memoryKeyRing();
  const meta = {
    ...{ country: 'TH' as const, agency: 'datip', actor: 'officer-1', occurredAt: at, recordedAt: at },
    ...{ commandId: randomUUID(), bodyHash: 'a'.repeat(64) },
    ...{ correlationId: randomUUID(), causationId: randomUUID() },
  };
  const data = definition.schema.parse(sampleData(kind, definition, owner)) as Readonly<
    Record<string, unknown>
  >;
  const sealed = await sealingOf(catalogues[kind] ?? {}, keys).sealAll(owner, [
    { id: randomUUID(), type: definition.type, data, meta },
  ]);
  const store = memoryStore();
  await checkedEventStore(store, { stamps: frozenStamps, catalogueOf: () => undefined }).append(
    stream,
    'none',
    sealed,
  );
  const [event] = store.all;
  if (!event) throw new Error('nothing was stored');
  const made = await keys.forOpening(refsOf([event]));
  const hex = [...made].map(([ref, key]) => [ref, key.export().toString('hex')]);
  return { event, keys: Object.fromEntries(hex) as Frozen['keys'], data, shape: shapeOf(definition) };
};

if (process.env['FREEZE_STORED_EVENTS']) {
  mkdirSync(folder, { recursive: true });
  for (const [, kind, definition] of definitions)
    if (!existsSync(fileOf(definition)))
      writeFileSync(fileOf(definition), `${JSON.stringify(await freeze(kind, definition))}\n`);
}

const read = (path: string): Frozen => JSON.parse(readFileSync(path, 'utf8')) as Frozen;
const frozen = readdirSync(folder).map((name): [string, Frozen] => [name, read(join(folder, name))]);

describe('the form in which an event is stored', () => {
  it.each(definitions)(
    'of %s is that of its version: another form is another version',
    (_type, _kind, one) => {
      const path = fileOf(one);
      if (!existsSync(path))
        throw new Error(
          `No example of ${one.type} in version ${one.version} was frozen. Run "npm run freeze" and commit what it writes.`,
        );
      expect({ type: one.type, version: one.version, shape: shapeOf(one) }).toEqual({
        ...{ type: one.type, version: one.version },
        shape: read(path).shape,
      });
    },
  );
});

describe('an event as it was stored', () => {
  it.each(frozen)('is checked, opened, brought into the form of today and folded: %s', async (_name, one) => {
    const kind = kindOf(one.event.stream);
    const catalogue = catalogues[kind] ?? {};
    const [placed] = await readThrough([{ ...one.event, position: '0' }]).readAll('-1', 10);
    if (!placed) throw new Error('nothing was read');
    expect(placed.notAuthentic).toBeUndefined();
    const keys = keysOf(one);
    const [opened] = await openAll(catalogue, [placed], { forOpening: () => Promise.resolve(keys) });
    const today = inCurrentForm(catalogue, {
      ...one.event,
      data: one.data as Readonly<Record<string, unknown>>,
    });
    expect(opened).toMatchObject({ type: today?.type, data: today?.data });
    expect(declarationOf(catalogue, one.event.type)?.schema.safeParse(opened?.data).error).toBeUndefined();
    if (kind === 'case') {
      const file = advance(emptyFile('a case'), [openEvent(caseEvents, placed, keys)]);
      expect(file.history).toHaveLength(1);
    }
  });

  it('is not believed with one letter changed', async () => {
    const [, one] = frozen[0] ?? [];
    if (!one) throw new Error('there are frozen events');
    const changed = { ...one.event, meta: { ...one.event.meta, actor: 'officer-2' } };
    const [placed] = await readThrough([{ ...changed, position: '0' }]).readAll('-1', 10);
    expect(placed?.notAuthentic).toEqual({ claims: one.event.type });
  });
});
