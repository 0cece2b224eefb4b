import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { comparePositions, start, type EventStore, type PlacedEvent, type StoredEvent } from './port.js';
import {
  collect,
  eventsOf,
  followUntil,
  placeOf,
  sampleEvent,
  sampleEvents,
  stream,
  within,
} from './samples.contract.js';
import type { StoreUnderTest } from './under-test.contract.js';
import { passingOver } from './passing-over.contract.js';
import { tooLarge } from './too-large.contract.js';

export interface StorePromises {
  /** Whether the engine refuses an event id that already stands elsewhere (EventStoreDB does not). */
  readonly uniqueEventIds: boolean;
  /** Whether the events of one append reach a follower that has caught up in one delivery. */
  readonly wholeAppendsLive: boolean;
}

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

    describe('append', () => {
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
        expect(again.every((result) => result.ok && result.repeated !== false)).toBe(true);
        expect(results.every((result) => result.ok && result.repeated !== true)).toBe(true);
        expect(placeOf(await (await made.another()).append(to, 1, second))).toEqual(results.map(placeOf)[1]);
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

      it('lets a malformed append fail alone', async () => {
        const to = stream();
        const results = await Promise.allSettled([
          store.append(to, 'none', []),
          store.append('', 'none', sampleEvents(1)),
          store.append(stream(), -2, sampleEvents(1)),
          store.append(stream(), 'none', [{ ...sampleEvent(), id: 'not a uuid' }]),
          store.append(stream(), 'none', [{ ...sampleEvent(), type: 'with\0nul' }]),
          store.append(to, 'none', sampleEvents(1)),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          ...Array<string>(5).fill('rejected'),
          'fulfilled',
        ]);
      });

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

    describe('subscribe', () => {
      it('catches up in batches, says so, follows other writers, and ends at once when aborted', async () => {
        const before = await store.head();
        const to = stream();
        await store.append(to, 'none', sampleEvents(25));
        const other = await made.another();
        const later = sampleEvents(3);
        let asked = false;
        const seen = await followUntil(
          store,
          before,
          (deliveries) => {
            if (deliveries.at(-1)?.kind === 'caught_up' && !asked) {
              asked = true;
              void other.append(to, 24, later);
            }
            return eventsOf(deliveries).length >= 28 && deliveries.at(-1)?.kind === 'caught_up';
          },
          10,
        );
        const kinds = seen.map((delivery) =>
          delivery.kind === 'events' ? delivery.events.length : 'caught_up',
        );
        expect(kinds.slice(0, 4)).toEqual([10, 10, 5, 'caught_up']);
        if (promises.wholeAppendsLive) expect(kinds.slice(4)).toEqual([3, 'caught_up']);
        expect(eventsOf(seen).map(({ revision }) => revision)).toEqual(
          Array.from({ length: 28 }, (_, index) => index),
        );
        seen.forEach((delivery) => {
          if (delivery.kind === 'events') expect(delivery.position).toBe(delivery.events.at(-1)?.position);
        });
      });

      it('says that it has caught up where there is nothing', async () => {
        const at = await store.head();
        const seen = await within(
          5_000,
          followUntil(store, at, () => true),
        );
        expect(seen).toEqual([{ kind: 'caught_up', position: at }]);
      });

      it('ends while it waits, and when the signal was aborted before', async () => {
        const end = new AbortController();
        const kinds: string[] = [];
        for await (const { kind } of store.subscribe(await store.head(), { signal: end.signal })) {
          kinds.push(kind);
          setTimeout(() => end.abort(), 50);
        }
        expect(kinds).toEqual(['caught_up']);
        expect(await within(400, collect(store.subscribe(start, { signal: AbortSignal.abort() })))).toEqual(
          [],
        );
      });

      it('goes on from a position without repeating or losing anything', async () => {
        const before = await store.head();
        const to = stream();
        await store.append(to, 'none', sampleEvents(40));
        const first = await followUntil(store, before, (seen) => eventsOf(seen).length >= 15, 15);
        const at = first.at(-1)?.position ?? start;
        const rest = await followUntil(store, at, (seen) => seen.at(-1)?.kind === 'caught_up');
        expect([...eventsOf(first), ...eventsOf(rest)].map(({ revision }) => revision)).toEqual(
          Array.from({ length: 40 }, (_, index) => index),
        );
      });

      passingOver(() => store);

      it('refuses a checkpoint of another history', async () => {
        const signal = new AbortController().signal;
        await expect(collect(store.subscribe(start, { signal, epoch: randomUUID() }))).rejects.toThrow(
          'another history',
        );
        const beyond = (BigInt(await store.head()) + 1_000_000_000n).toString();
        await expect(collect(store.subscribe(beyond, { signal }))).rejects.toThrow('beyond');
        const end = new AbortController();
        for await (const delivery of store.subscribe(start, {
          signal: end.signal,
          epoch: await store.epoch(),
        })) {
          expect(delivery.kind).toBe('events');
          end.abort();
        }
      });
    });

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
