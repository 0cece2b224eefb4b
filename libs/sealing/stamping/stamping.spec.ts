import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { event, everyone, everyoneInvolved, operational } from '#casework';
import { z } from 'zod';
import { memoryStore } from '../../../test/doubles/memory-store.js';
import { type PlacedEvent, unreadable } from '#event-store';
import { collect, sampleEvent, sampleEvents, stream } from '../../event-store/samples.contract.js';
import { checkedEventStore, type CheckingOptions } from './checked-store.js';
import { EarlierEventsError, toBeBound } from './earlier-events.js';
import { stampsOf, type StampKey } from './stamp.js';

const keyNamed = (id: string, byte = 1): StampKey => ({ id, secret: Buffer.alloc(32, byte) });
const stamps = stampsOf(keyNamed('first'));

const placed = (over: Partial<PlacedEvent> = {}): PlacedEvent => ({
  ...sampleEvent({ place: 'mae-sot', at: { hour: 3 } }),
  ...{ stream: stream(), revision: 4, position: '17' },
  ...over,
});

const stampedAs = (given: PlacedEvent, by = stamps): PlacedEvent => ({
  ...given,
  meta: { ...given.meta, stamp: by.stampOf(given) },
});

describe('a stamp', () => {
  it('fits its event, and none in which anything else stands', () => {
    const whole = stampedAs(placed());
    expect(stamps.isStamped(whole)).toBe(true);
    const { meta } = whole;
    const others: Partial<PlacedEvent>[] = [
      { id: randomUUID() },
      { type: 'PersonErased' },
      { version: 2 },
      { stream: stream() },
      { revision: 5 },
      { open: { ...whole.open, place: 'Mae-sot' } },
      { open: { at: whole.open['at'] } },
      { sealed: {} },
      { sealed: { 'person/P2': 'c2VhbGVe' } },
      ...Object.keys(meta)
        .filter((field) => field !== 'stamp')
        .map((field) => ({ meta: { ...meta, [field]: 'another' } })),
      ...[randomUUID(), '', null, 5].map((corrects) => ({ meta: { ...meta, corrects: corrects as string } })),
    ];
    for (const other of others) expect(stamps.isStamped({ ...whole, ...other })).toBe(false);
  });

  it('fits nothing that is nested too deep to be written', () => {
    const deep = JSON.parse('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)) as PlacedEvent['open'];
    const whole = stampedAs(placed());
    expect(stamps.isStamped({ ...whole, open: deep })).toBe(false);
  });

  it('is taken in no other form', () => {
    const { meta, ...rest } = placed();
    for (const stamp of ['', '.', 'first', 'first.', 'first.AAAA', 'second.AAAA', 5, null, {}, ['first.']])
      expect(stamps.isStamped({ ...rest, meta: { ...meta, stamp: stamp as string } })).toBe(false);
  });

  it('does not fit a number that JSON holds and no number of ours, where nothing stood', () => {
    const whole = stampedAs(placed({ open: { amount: null } }));
    expect(stamps.isStamped(whole)).toBe(true);
    expect(stamps.isStamped({ ...whole, open: JSON.parse('{"amount":1e999}') as PlacedEvent['open'] })).toBe(
      false,
    );
  });

  it('holds after another key has followed, up to the position that was named', () => {
    const earlier = stampedAs(placed({ position: '17' }));
    const rotated = (upTo?: string) => stampsOf(keyNamed('second', 2), [{ ...keyNamed('first'), upTo }]);
    expect(rotated().isStamped(earlier)).toBe(true);
    expect(rotated('17').isStamped(earlier)).toBe(true);
    expect(rotated('16').isStamped(earlier)).toBe(false);
    expect(stampsOf(keyNamed('second', 2)).isStamped(earlier)).toBe(false);
    expect(rotated().stampOf(placed())).toMatch(/^second\./);
  });

  it('is made by no key of another length or under an id that two keys have', () => {
    expect(() => stampsOf({ id: 'short', secret: Buffer.alloc(31) })).toThrow('must have 32 bytes');
    expect(() => stampsOf(keyNamed('first'), [keyNamed('first', 2)])).toThrow('Two stamp keys');
    expect(() => stampsOf(keyNamed('a.b'))).toThrow('letters, digits and hyphens');
  });

  it('is the same after the event went through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (open) => {
        const given = stampedAs(placed({ open }));
        expect(stamps.isStamped(JSON.parse(JSON.stringify(given)) as PlacedEvent)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

const catalogue = {
  CaseOpened: event(
    'CaseOpened',
    everyoneInvolved,
    { place: operational(z.string(), everyone) },
    { version: 2, upcast: { 1: ({ where }) => ({ place: where }) }, formerTypes: ['CaseBegun'] },
  ),
};

const over = (store: ReturnType<typeof memoryStore>, options: Partial<CheckingOptions> = {}) =>
  checkedEventStore(store, { stamps, catalogueOf: () => catalogue, ...options });

describe('what is read through the check', () => {
  it('is in the form of today, and remembers how it was stored', async () => {
    const store = memoryStore();
    const to = stream();
    const before = [
      { ...sampleEvent({ where: 'mae-sot' }), type: 'CaseBegun', version: 1 },
      { ...sampleEvent({ place: 'mae-sot' }), version: 2 },
      { ...sampleEvent({ place: 'mae-sot' }), version: 3 },
      { ...sampleEvent({ place: 'mae-sot' }), type: 'OfTomorrow' },
    ];
    await over(store).append(to, 'none', before);
    const [first, second, third, fourth] = await collect(over(store).read(to));
    expect(first).toMatchObject({
      ...{ type: 'CaseOpened', version: 2, open: { place: 'mae-sot' } },
      storedAs: { type: 'CaseBegun', version: 1, open: { where: 'mae-sot' } },
    });
    expect(second).toMatchObject({ type: 'CaseOpened', open: { place: 'mae-sot' } });
    expect(second?.storedAs).toBeUndefined();
    expect(third).toMatchObject({ type: 'CaseOpened', unreadable: true, open: {} });
    expect(fourth).toMatchObject({ type: 'OfTomorrow', open: { place: 'mae-sot' } });
  });
});

describe('events from before stamps', () => {
  const older = async (count = 3) => {
    const store = memoryStore();
    const to = stream();
    await store.append(to, 'none', sampleEvents(count));
    return { store, to, bound: await toBeBound(store) };
  };

  it('are believed as they were bound, and no other unstamped one after them', async () => {
    const { store, to, bound } = await older();
    const reading = over(store, { bound, catalogueOf: () => undefined });
    await reading.append(to, 2, sampleEvents(1));
    await store.append(to, 3, sampleEvents(1));
    const read = await collect(reading.read(to));
    expect(read.map(({ notAuthentic }) => notAuthentic !== undefined)).toEqual([
      ...[false, false, false],
      ...[false, true],
    ]);
    expect(bound?.count).toBe(3);
  });

  it('are not believed where nothing is bound, and the node does not begin', async () => {
    const { store } = await older();
    await expect(over(store).mustBeBound()).rejects.toThrow(EarlierEventsError);
    expect(await over(memoryStore()).mustBeBound()).toBeUndefined();
    const reading = over(store);
    expect((await reading.readAll('-1', 10)).every(({ notAuthentic }) => notAuthentic)).toBe(true);
  });

  it('is not begun with where its first event was written under another key', async () => {
    const store = memoryStore();
    await over(store, { stamps: stampsOf(keyNamed('first', 2)) }).append(stream(), 'none', sampleEvents(1));
    await expect(over(store).mustBeBound()).rejects.toThrow('Is it the file of this node?');
  });

  it('are refused altogether once one was changed, taken away or put between, or the store is another', async () => {
    const { store, bound } = await older();
    if (!bound) throw new Error('three events are bound');
    const changed = (change: (events: PlacedEvent[]) => PlacedEvent[]) => ({
      ...store,
      readAll: (after: string, limit: number) =>
        Promise.resolve(change([...store.all]).slice(Number(after) + 1, Number(after) + 1 + limit)),
    });
    const forgeries = [
      ([first, ...rest]: PlacedEvent[]) => (first ? [{ ...first, open: { forged: true } }, ...rest] : []),
      (events: PlacedEvent[]) => events.slice(0, 2),
      ([first, second, ...rest]: PlacedEvent[]) => (first && second ? [second, first, ...rest] : []),
      (events: PlacedEvent[]) => events.map((one) => (one.position === '1' ? unreadable(one) : one)),
    ];
    for (const forgery of forgeries)
      await expect(over(changed(forgery), { bound }).mustBeBound()).rejects.toThrow(EarlierEventsError);
    await expect(over(store, { bound: { ...bound, epoch: 'another' } }).mustBeBound()).rejects.toThrow(
      'restored or replaced',
    );
    await expect(over(store, { bound }).mustBeBound()).resolves.toBeUndefined();
  });

  it('hold no number that no number of ours is, where nothing stood', async () => {
    const store = memoryStore();
    const to = stream();
    await store.append(to, 'none', [sampleEvent({ amount: null })]);
    const reading = over(store, { bound: await toBeBound(store), catalogueOf: () => undefined });
    await reading.mustBeBound();
    Object.assign(store.all[0] ?? {}, { open: JSON.parse('{"amount":1e999}') as PlacedEvent['open'] });
    expect((await collect(reading.read(to))).map(({ notAuthentic }) => notAuthentic !== undefined)).toEqual([
      true,
    ]);
  });

  it('are not believed any more once one was changed while the node runs', async () => {
    const { store, to, bound } = await older();
    const reading = over(store, { bound, catalogueOf: () => undefined });
    await reading.mustBeBound();
    Object.assign(store.all[1] ?? {}, { open: { forged: true } });
    const read = await collect(reading.read(to));
    expect(read.map(({ notAuthentic }) => notAuthentic !== undefined)).toEqual([false, true, false]);
  });
});
