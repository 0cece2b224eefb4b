import { beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStore, type StoredEvent } from './port.js';
import { collect, placeOf, sampleEvent, sampleEvents, stream } from './samples.contract.js';
import { malformed } from './malformed.contract.js';
import { tooLarge } from './too-large.contract.js';
import type { StorePromises, StoreUnderTest } from './under-test.contract.js';

/** What every event store promises of appends; a part of their contract. */
export const appending = (under: () => StoreUnderTest, promises: StorePromises): void => {
  describe('append', () => {
    let store: EventStore;
    beforeAll(() => {
      store = under().store;
    });

    it('begins a stream and gives back exactly what was stored, with its place', async () => {
      const to = stream();
      const events = [
        sampleEvent({ note: 'ကောင်း 🙂 \u0000 "quoted" \\', list: [1, { a: null }] }),
        sampleEvent(),
      ];
      const result = await store.append(to, 'none', events);
      const read = await collect(store.read(to));
      expect(result).toMatchObject({ ok: true, revision: 1, position: read[1]?.position });
      expect(read).toEqual(
        events.map((event, revision) => ({
          ...event,
          stream: to,
          revision,
          position: expect.stringMatching(/^\d+$/),
        })),
      );
    });

    it('goes on from the expected revision', async () => {
      const to = stream();
      await store.append(to, 'none', sampleEvents(3));
      expect(await store.append(to, 2, sampleEvents(2))).toMatchObject({ ok: true, revision: 4 });
    });

    it('refuses another revision, says the current one and writes nothing', async () => {
      const to = stream();
      expect(await store.append(to, 0, sampleEvents(1))).toEqual({
        ok: false,
        reason: 'wrong_revision',
        current: 'none',
      });
      await store.append(to, 'none', sampleEvents(3));
      for (const expected of ['none', 0, 1, 3, 99] as const)
        expect(await store.append(to, expected, sampleEvents(2))).toEqual({
          ok: false,
          reason: 'wrong_revision',
          current: 2,
        });
      expect(await collect(store.read(to))).toHaveLength(3);
    });

    it('gives the first result to a repeated append, also when the stream went on', async () => {
      const to = stream();
      const first = sampleEvents(2);
      const second = sampleEvents(3);
      const results = [await store.append(to, 'none', first), await store.append(to, 1, second)];
      await store.append(to, 4, sampleEvents(1));
      const again = [await store.append(to, 'none', first), await store.append(to, 1, second)];
      expect(again.map(placeOf)).toEqual(results.map(placeOf));
      const told = (repeated: boolean) => (store.tellsRepeated ? repeated : undefined);
      for (const result of again) expect(result.ok && result.repeated).toBe(told(true));
      for (const result of results) expect(result.ok && result.repeated).toBe(told(false));
      expect(placeOf(await (await under().another()).append(to, 1, second))).toEqual(results.map(placeOf)[1]);
      expect(await collect(store.read(to))).toHaveLength(6);
    });

    it('takes a prefix for a repetition, and a longer or other list for a conflict', async () => {
      const to = stream();
      const [one, two, three] = sampleEvents(3) as [StoredEvent, StoredEvent, StoredEvent];
      await store.append(to, 'none', [one, two]);
      expect(await store.append(to, 'none', [one])).toMatchObject({ ok: true });
      expect(await store.append(to, 'none', [one, two, three])).toMatchObject({ ok: false, current: 1 });
      expect(await store.append(to, 'none', [two, one])).toMatchObject({ ok: false, current: 1 });
      expect(await collect(store.read(to))).toHaveLength(2);
    });

    if (promises.uniqueEventIds)
      it('refuses an event id that already stands in the store, and only that append', async () => {
        const [taken, elsewhere, other] = [stream(), stream(), stream()];
        const event = sampleEvent();
        await store.append(taken, 'none', [event]);
        const results = await Promise.allSettled([
          store.append(elsewhere, 'none', [sampleEvent(), event]),
          store.append(other, 'none', sampleEvents(1)),
          store.append(taken, 0, [event]),
        ]);
        expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
        expect(await collect(store.read(elsewhere))).toEqual([]);
        expect(await collect(store.read(taken))).toHaveLength(1);
        const twice = sampleEvent();
        await expect(store.append(stream(), 'none', [twice, twice])).rejects.toThrow('same id');
        const both = sampleEvent();
        const racing = await Promise.allSettled([
          store.append(stream(), 'none', [both]),
          store.append(stream(), 'none', [both]),
        ]);
        expect(racing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      });

    malformed(() => store);

    tooLarge(() => store);

    it('lets exactly one of many writers of one revision through, and costs the others of the group nothing', async () => {
      const contested = stream();
      const free = Array.from({ length: 40 }, stream);
      const [contest, calm] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, () => store.append(contested, 'none', sampleEvents(2)))),
        Promise.all(free.map((to) => store.append(to, 'none', sampleEvents(3)))),
      ]);
      expect(contest.filter(({ ok }) => ok)).toHaveLength(1);
      expect(calm.every(({ ok }) => ok)).toBe(true);
      expect(await collect(store.read(contested))).toHaveLength(2);
    });
  });
};
