import { describe, expect, it } from '@jest/globals';
import { event, everyone, everyoneInvolved, operational, personal } from '#casework';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PlacedEvent, StoredEvent } from '#event-store';
import { sampleEvent } from '../event-store/samples.contract.js';
import { openEvent, openAll, openPart } from './open.js';
import { sealEvent } from './seal.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

const catalogue = {
  RelativeNoted: event('RelativeNoted', everyoneInvolved, {
    place: operational(z.string(), everyone),
    relativeId: operational(z.string().optional(), everyone),
    name: personal('names', z.string()),
    nationality: personal('nationality', z.string().optional()),
    risk: personal('risk', z.strictObject({ level: z.string() }).optional()),
    relative: personal('relatives', z.string().optional(), { of: 'relativeId' }),
    theirHealth: personal('health', z.string().optional(), { of: 'relativeId' }),
  }),
};

const person = 'case-one';
const data = {
  place: 'mae-sot',
  relativeId: 'relative-one',
  name: 'မောင်မောင်',
  nationality: 'MM',
  risk: { level: 'high' },
  relative: 'ထွန်းထွန်း',
  theirHealth: 'ok',
};
const envelope = () => ({ eventId: randomUUID(), person, meta: sampleEvent().meta });
const placed = (stored: StoredEvent): PlacedEvent => ({
  ...stored,
  stream: 'case-1',
  revision: 4,
  position: '9',
});
const sealed = async (keys = memoryKeyRing(), content: Readonly<Record<string, unknown>> = data) => ({
  keys,
  stored: placed(await sealEvent(catalogue, { type: 'RelativeNoted', data: content }, envelope(), keys)),
});

describe('seal', () => {
  it('keeps P1 open and seals the rest by data subject and class', async () => {
    const { stored } = await sealed();
    expect(stored.open).toEqual({ place: 'mae-sot', relativeId: 'relative-one' });
    expect(Object.keys(stored.sealed).sort()).toEqual(['case-one/P2', 'case-one/P4', 'relative-one/P3']);
    const text = JSON.stringify(stored);
    for (const secret of [data.name, data.relative, 'high', '"MM"']) expect(text).not.toContain(secret);
  });

  it('never gives the same ciphertext twice', async () => {
    const { keys, stored } = await sealed();
    const again = await sealEvent(
      catalogue,
      { type: 'RelativeNoted', data },
      { ...envelope(), eventId: stored.id },
      keys,
    );
    expect(again.sealed['case-one/P2']).not.toBe(stored.sealed['case-one/P2']);
  });

  it('leaves out what is undefined', async () => {
    const { stored } = await sealed(memoryKeyRing(), {
      place: 'x',
      name: 'y',
      risk: undefined,
      relative: undefined,
    });
    expect(Object.keys(stored.sealed)).toEqual(['case-one/P2']);
  });

  it('refuses a field that is not declared, a missing data subject and an unknown type', async () => {
    await expect(sealed(memoryKeyRing(), { ...data, other: 1 })).rejects.toThrow(
      'RelativeNoted declares no field other',
    );
    await expect(sealed(memoryKeyRing(), { ...data, relativeId: undefined })).rejects.toThrow(
      'RelativeNoted.relativeId must name the data subject of RelativeNoted.relative',
    );
    await expect(
      sealEvent(catalogue, { type: 'Unknown', data }, envelope(), memoryKeyRing()),
    ).rejects.toThrow('Unknown');
  });

  it('refuses to seal for an erased data subject', async () => {
    const keys = memoryKeyRing();
    await keys.erase('relative-one');
    await expect(sealed(keys)).rejects.toThrow('erased');
    await expect(sealed(keys, { place: 'x', name: 'y' })).resolves.toBeDefined();
  });
});

describe('open', () => {
  it('gives back what was sealed, with its place', async () => {
    const { keys, stored } = await sealed();
    const [opened] = await openAll(catalogue, [stored], keys);
    expect(opened).toEqual({
      type: 'RelativeNoted',
      data,
      meta: { ...stored.meta, eventId: stored.id, revision: 4, streamId: 'case-1' },
    });
  });

  it('gives the place in which an event stands, whatever its envelope says of it', async () => {
    const { keys, stored } = await sealed();
    const meta = { ...stored.meta, eventId: 'another', revision: 0, streamId: 'case-of-another' };
    const [opened] = await openAll(catalogue, [{ ...stored, meta }], keys);
    expect(opened?.meta).toMatchObject({ eventId: stored.id, revision: 4, streamId: 'case-1' });
  });

  it('gives back any text and any depth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        async (name, place) => {
          const { keys, stored } = await sealed(memoryKeyRing(), { name, place });
          const [opened] = await openAll(catalogue, [stored], keys);
          expect(opened?.data).toEqual({ name, place });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('leaves absent what was erased, and only that', async () => {
    const { keys, stored } = await sealed();
    await keys.erase('relative-one');
    const [opened] = await openAll(catalogue, [stored], keys);
    const { place, relativeId, name, nationality, risk } = data;
    expect(opened?.data).toEqual({ place, relativeId, name, nationality, risk });
    await keys.erase(person);
    const [emptied] = await openAll(catalogue, [stored], keys);
    expect(emptied?.data).toEqual(stored.open);
  });

  it('refuses a part that was altered, moved to another event or another type, without showing its content', async () => {
    const { keys, stored } = await sealed();
    const part = stored.sealed['case-one/P2'] ?? '';
    const flipped = Buffer.from(part, 'base64');
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const altered: PlacedEvent[] = [
      { ...stored, sealed: { 'case-one/P2': flipped.toString('base64') } },
      { ...stored, sealed: { 'case-one/P2': '' } },
      { ...stored, id: randomUUID() },
      { ...stored, type: 'RelativeRenamed' },
      { ...stored, sealed: { 'case-one/P4': part } },
    ];
    for (const one of altered)
      await expect(openAll(catalogue, [one], keys)).rejects.toThrow(
        `event ${one.id} (${one.type}) cannot be opened`,
      );
  });

  it('opens one part alone, as a row of a view keeps it', async () => {
    const { keys, stored } = await sealed();
    const found = await keys.forOpening(['case-one/P4']);
    const key = found.get('case-one/P4');
    expect(key && openPart(stored, stored.sealed['case-one/P4'] ?? '', key)).toEqual({
      risk: { level: 'high' },
    });
  });

  it('asks for keys once for all events that are opened together', async () => {
    const { keys, stored } = await sealed();
    let calls = 0;
    const counting = { forOpening: (refs: Iterable<string>) => ((calls += 1), keys.forOpening(refs)) };
    const events = Array.from({ length: 1_500 }, (_, revision) => ({ ...stored, revision }));
    const opened = await openAll(catalogue, events, counting);
    expect(opened.map(({ meta }) => meta.revision)).toEqual(events.map(({ revision }) => revision));
    expect(calls).toBe(1);
  });
});

describe('an event of an earlier form', () => {
  const later = {
    RelativeNoted: event(
      'RelativeNoted',
      everyoneInvolved,
      { place: operational(z.string(), everyone), name: personal('names', z.string()) },
      {
        version: 3,
        formerTypes: ['RelativeSeen'],
        upcast: {
          1: ({ where, who }) => ({ place: where, ...(who === undefined ? {} : { person: who }) }),
          2: ({ place, person }) => ({ place, ...(person === undefined ? {} : { name: person }) }),
        },
      },
    ),
  };
  const before = {
    RelativeSeen: event('RelativeSeen', everyoneInvolved, {
      where: operational(z.string(), everyone),
      who: personal('names', z.string()),
    }),
  };
  const seen = async (keys = memoryKeyRing()) =>
    placed(
      await sealEvent(
        before,
        { type: 'RelativeSeen', data: { where: 'mae-sot', who: 'N' } },
        envelope(),
        keys,
      ),
    );

  it('is opened under the type that it was stored with, and read in the form of today', async () => {
    const keys = memoryKeyRing();
    const stored = await seen(keys);
    expect(await openAll(later, [stored], keys)).toMatchObject([
      { type: 'RelativeNoted', data: { place: 'mae-sot', name: 'N' }, meta: { eventId: stored.id } },
    ]);
    expect(openEvent(later, stored, new Map()).data).toEqual({ place: 'mae-sot' });
  });

  it('is refused where its type is not known, or its version is a later one', async () => {
    const stored = await seen();
    expect(() => openEvent(catalogue, stored, new Map())).toThrow(
      `Event ${stored.id} has the type RelativeSeen in version 1`,
    );
    const ofTomorrow = { ...stored, type: 'RelativeNoted', version: 4 };
    expect(() => openEvent(later, ofTomorrow, new Map())).toThrow('in version 4');
  });

  it('cannot be declared with a version that nothing reads', () => {
    expect(() => event('Gone', everyoneInvolved, {}, { version: 3, upcast: { 1: (same) => same } })).toThrow(
      'Gone says nothing of how its version 2 is read.',
    );
  });
});
