import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { START, type EventStoreDBClient } from '@eventstore/db-client';
import { start, type EventStore, type StoredEvent } from '../port.js';
import { collect, placeOf, sampleEvent, sampleEvents, stream } from '../samples.contract.js';
import { connectTo, type Connection } from './connection.js';
import { eventStoreDbEventStore, installEventStoreDb } from './event-store.js';
import { readingOf } from './reading.js';

/** What docs/adr/0011-eventstoredb.md says that the server answers. The double must answer the same. */
export const facts = (
  name: string,
  server: () => Promise<{ readonly url: string; readonly end: () => void }>,
): void => {
  describe(`what the server answers: ${name}`, () => {
    let end: () => void;
    let url: string;
    let store: EventStore;
    let connection: Connection;
    let client: EventStoreDBClient;
    beforeAll(async () => {
      const made = await server();
      ({ end, url } = made);
      await installEventStoreDb(made.url);
      store = eventStoreDbEventStore(made.url);
      connection = connectTo(made.url);
      client = connection.client();
    });
    afterAll(async () => {
      await Promise.all([store.close(), connection.close()]);
      end();
    });

    it('gives an append the position of its last event, and a repeated one that of the last repeated', async () => {
      const to = stream();
      const [one, two, three] = sampleEvents(3) as [StoredEvent, StoredEvent, StoredEvent];
      const first = await store.append(to, 'none', [one, two, three]);
      const read = await collect(store.read(to));
      expect(placeOf(first)).toEqual({ revision: 2, position: read[2]?.position });
      await store.append(to, 2, sampleEvents(2));
      expect(placeOf(await store.append(to, 'none', [one, two, three]))).toEqual(placeOf(first));
      expect(placeOf(await store.append(to, 'none', [one, two]))).toEqual({
        revision: 1,
        position: read[1]?.position,
      });
    });

    it('keeps all of an append that was called off, or nothing', async () => {
      for (const deadlineMs of [20, 40, 60, 80, 100, 120, 140, 160]) {
        const hasty = eventStoreDbEventStore(url, { deadlineMs, giveUpAfterMs: deadlineMs });
        const to = stream();
        await hasty.append(to, 'none', sampleEvents(1_000)).catch(() => undefined);
        await hasty.close();
        expect([0, 1_000]).toContain((await collect(store.read(to))).length);
      }
    });

    it('takes a list that goes on otherwise than the one kept for a conflict', async () => {
      const to = stream();
      const [one, two] = sampleEvents(2) as [StoredEvent, StoredEvent];
      await store.append(to, 'none', [one, two]);
      const others = [[one, two, sampleEvent()], [two, one], [one, sampleEvent()], [sampleEvent()]];
      for (const list of others)
        expect(await store.append(to, 'none', list)).toEqual({
          ok: false,
          reason: 'wrong_revision',
          current: 1,
        });
    });

    it('keeps one event id twice where the revision is another: the desk must look for its command', async () => {
      const to = stream();
      const event = sampleEvent();
      await store.append(to, 'none', [event]);
      expect(await store.append(to, 0, [event])).toMatchObject({ ok: true, revision: 1 });
      expect(await store.append(stream(), 'none', [event])).toMatchObject({ ok: true, revision: 0 });
      expect(await collect(store.read(to))).toHaveLength(2);
    });

    it('begins a read of all with the event at the position, and a subscription after it', async () => {
      const to = stream();
      await store.append(to, 'none', sampleEvents(3));
      const [first, second] = await collect(store.read(to));
      const at = { commit: BigInt(first?.position ?? 0), prepare: BigInt(first?.position ?? 0) };
      const ids: string[] = [];
      for await (const { event } of readingOf(client.readAll({ fromPosition: at, maxCount: 2 })))
        if (event) ids.push(event.id);
      expect(ids).toEqual([first?.id, second?.id]);
      for await (const delivery of store.subscribe(first?.position ?? start, {
        signal: AbortSignal.timeout(20_000),
        batch: 1,
      })) {
        expect(delivery.kind === 'events' && delivery.events[0]?.id).toBe(second?.id);
        break;
      }
    });

    it('reads from no place within a record, and nothing from beyond the end', async () => {
      const to = stream();
      await store.append(to, 'none', sampleEvents(2));
      const within = BigInt((await collect(store.read(to)))[0]?.position ?? 0) + 5n;
      const from = (position: bigint) =>
        collect(
          readingOf(client.readAll({ fromPosition: { commit: position, prepare: position }, maxCount: 1 })),
        );
      await expect(from(within)).rejects.toThrow('ReadAllResult: Error');
      expect(await from(10n ** 12n)).toEqual([]);
      expect((await collect(readingOf(client.readAll({ fromPosition: START, maxCount: 1 })))).length).toBe(1);
    });
  });
};
