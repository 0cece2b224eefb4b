import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appending } from './appending.contract.js';
import { comparePositions, start, type EventStore, type PlacedEvent } from './port.js';
import { collect, eventsOf, followUntil, sampleEvents, stream, within } from './samples.contract.js';
import { subscribing } from './subscribing.contract.js';
import type { StorePromises, StoreUnderTest } from './under-test.contract.js';

/** What every event store promises; run by each adapter against a real engine. */
export const eventStoreContract = (
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  promises: StorePromises = { uniqueEventIds: true, wholeAppendsLive: true },
): void => {
  describe(`event store contract: ${name}`, () => {
    let made: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      made = await makeStore();
      store = made.store;
    });
    afterAll(async () => made.close());

    appending(() => made, promises);

    describe('read', () => {
      it('yields nothing for a stream that is not there', async () => {
        expect(await collect(store.read(stream()))).toEqual([]);
      });

      it('streams a long stream in order, from any revision, and can be left early', async () => {
        const to = stream();
        for (let revision = -1; revision < 2_499; revision += 500)
          await store.append(to, revision === -1 ? 'none' : revision, sampleEvents(500));
        const all = await collect(store.read(to));
        expect(all.map(({ revision }) => revision)).toEqual(
          Array.from({ length: 2_500 }, (_, index) => index),
        );
        expect((await collect(store.read(to, 2_490))).map(({ revision }) => revision)[0]).toBe(2_490);
        expect(await collect(store.read(to, 2_500))).toEqual([]);
        let seen = 0;
        for await (const { revision } of store.read(to)) {
          seen = revision;
          if (revision === 1_200) break;
        }
        expect(seen).toBe(1_200);
      }, 30_000);

      it('pages through all streams in one global order without loss or repetition', async () => {
        const before = await store.head();
        const streams = Array.from({ length: 30 }, stream);
        await Promise.all(streams.map((to) => store.append(to, 'none', sampleEvents(7))));
        const seen: PlacedEvent[] = [];
        for (let after = before; ; after = seen.at(-1)?.position ?? after) {
          const page = await store.readAll(after, 50);
          expect(page.length).toBeLessThanOrEqual(50);
          seen.push(...page);
          if (page.length === 0) break;
        }
        const own = seen.filter((event) => streams.includes(event.stream));
        expect(own).toHaveLength(210);
        expect(new Set(own.map(({ id }) => id)).size).toBe(210);
        own.slice(1).forEach((event, index) => {
          expect(comparePositions(own[index]?.position ?? start, event.position)).toBe(-1);
        });
        expect(await store.head()).toBe(seen.at(-1)?.position);
      });
    });

    subscribing(() => made, promises);

    it('has one epoch for all who open it', async () => {
      const epoch = await store.epoch();
      expect(epoch).not.toBe('');
      expect(await (await made.another()).epoch()).toBe(epoch);
    });

    it('keeps many concurrent writers in one order that a live follower sees whole', async () => {
      const before = await store.head();
      const writers = [store, await made.another(), await made.another()];
      const each = 60;
      const total = writers.length * 8 * each;
      const following = followUntil(store, before, (seen) => eventsOf(seen).length >= total, 100);
      const write = async (writer: EventStore): Promise<void> => {
        const to = stream();
        for (let revision = -1; revision < each - 1; revision += 1) {
          const result = await writer.append(to, revision === -1 ? 'none' : revision, sampleEvents(1));
          expect(result).toMatchObject({ ok: true, revision: revision + 1 });
        }
      };
      await Promise.all(writers.flatMap((writer) => Array.from({ length: 8 }, () => write(writer))));
      const seen = eventsOf(await within(20_000, following));
      expect(seen).toHaveLength(total);
      const next = new Map<string, number>();
      for (const [index, event] of seen.entries()) {
        expect(event.revision).toBe(next.get(event.stream) ?? 0);
        next.set(event.stream, event.revision + 1);
        const previous = seen[index - 1];
        if (previous) expect(comparePositions(previous.position, event.position)).toBe(-1);
      }
    }, 60_000);
  });
};
