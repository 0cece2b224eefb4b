import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { passingOver } from './passing-over.contract.js';
import { start, type EventStore } from './port.js';
import { collect, eventsOf, followUntil, sampleEvents, stream, within } from './samples.contract.js';
import type { StorePromises, StoreUnderTest } from './under-test.contract.js';

/** What every event store promises of subscriptions; a part of their contract. */
export const subscribing = (under: () => StoreUnderTest, promises: StorePromises): void => {
  describe('subscribe', () => {
    let store: EventStore;
    beforeAll(() => {
      store = under().store;
    });

    it('catches up in batches, says so, follows other writers, and ends at once when aborted', async () => {
      const before = await store.head();
      const to = stream();
      await store.append(to, 'none', sampleEvents(25));
      const other = await under().another();
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
      expect(await within(400, collect(store.subscribe(start, { signal: AbortSignal.abort() })))).toEqual([]);
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
};
