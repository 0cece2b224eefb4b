import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import {
  comparePositions,
  EventStoreUnavailableError,
  start,
  type EventStore,
  type PlacedEvent,
  type StoredEvent,
} from '../port.js';
import { collect, eventsOf, followUntil, sampleEvent, sampleEvents, within } from '../samples.contract.js';
import { eventStoreDbDouble, type EventStoreDbDouble } from './double/double.js';
import type { Proposed } from './double/log.js';
import { toEventData } from './stored.js';
import { eventStoreDbEventStore, installEventStoreDb, type EventStoreDbOptions } from './event-store.js';

const urlOf = (double: EventStoreDbDouble): string => `esdb://127.0.0.1:${double.port()}?tls=false`;

const asProposed = (event: StoredEvent): Proposed => {
  const { id, type, contentType, data, metadata } = toEventData(event);
  const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
  return { id, type, contentType, data: json(data), metadata: json(metadata) };
};

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await pause(5);
};

jest.setTimeout(60_000);

describe('over a connection that fails', () => {
  let double: EventStoreDbDouble;
  let opened: EventStore[];
  const open = (options: EventStoreDbOptions = { deadlineMs: 500 }): EventStore => {
    const store = eventStoreDbEventStore(urlOf(double), options);
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    opened = [];
    double = eventStoreDbDouble();
    await double.start();
    await installEventStoreDb(urlOf(double));
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    double.close();
  });

  describe('an append', () => {
    it.each(['silent', 'lost', 'unavailable', 'cut'] as const)(
      'is made again when it is %s, and kept once',
      async (fault) => {
        const faults = [fault, fault];
        double.faults.append = () => {
          const next = faults.shift() ?? 'none';
          if (next === 'cut') setTimeout(() => void double.start(), 50);
          return next;
        };
        const store = open();
        expect(await store.append('case-1', 'none', sampleEvents(2))).toMatchObject({
          ok: true,
          revision: 1,
        });
        expect(await store.append('case-1', 1, sampleEvents(1))).toMatchObject({ ok: true, revision: 2 });
        expect(await collect(store.read('case-1'))).toHaveLength(3);
      },
    );

    it('has its answer dropped when that comes too late, and ends nothing', async () => {
      const unhandled: unknown[] = [];
      const heard = (reason: unknown): unknown => unhandled.push(reason);
      process.on('unhandledRejection', heard);
      let first = true;
      double.faults.append = () => {
        if (!first) return 'none';
        first = false;
        return { answerAfter: pause(1_500) };
      };
      const store = open();
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true, revision: 0 });
      await pause(1_500);
      process.off('unhandledRejection', heard);
      expect(unhandled).toEqual([]);
      expect(await collect(store.read('case-1'))).toHaveLength(1);
    });

    it('that nobody answers fails in the time that it was given', async () => {
      double.faults.append = () => 'silent';
      const began = Date.now();
      await expect(
        open({ deadlineMs: 100, giveUpAfterMs: 500 }).append('case-1', 'none', sampleEvents(1)),
      ).rejects.toThrow(EventStoreUnavailableError);
      expect(Date.now() - began).toBeLessThan(4_000);
    });

    it('goes by itself, so that another client that loses its server costs it nothing', async () => {
      const other = eventStoreDbDouble();
      await other.start();
      const elsewhere = eventStoreDbEventStore(urlOf(other), { deadlineMs: 200, giveUpAfterMs: 400 });
      other.faults.append = () => 'silent';
      other.faults.batch = 'silence';
      const lost = elsewhere.append('case-1', 'none', sampleEvents(1)).catch((error: unknown) => error);
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      double.faults.append = () => ({ answerAfter: held });
      const kept = open({ deadlineMs: 5_000 }).append('case-2', 'none', sampleEvents(1));
      await until(() => double.calls.includes('append case-2'));
      other.kill();
      await lost;
      answer();
      expect(await kept).toMatchObject({ ok: true, revision: 0 });
      expect([...double.calls, ...other.calls]).not.toContain('batchAppend');
      expect(double.calls.filter((call) => call === 'append case-2')).toHaveLength(1);
      await elsewhere.close();
      other.close();
    });

    it('that fails costs the others on its connection nothing', async () => {
      let count = 0;
      double.faults.append = () => ((count += 1) % 5 === 0 ? 'unavailable' : 'none');
      const store = open({});
      const each = 20;
      const write = async (to: string): Promise<void> => {
        for (let revision = -1; revision < each - 1; revision += 1)
          expect(await store.append(to, revision < 0 ? 'none' : revision, sampleEvents(1))).toMatchObject({
            ok: true,
            revision: revision + 1,
          });
      };
      const streams = Array.from({ length: 16 }, (_, index) => `case-${index}`);
      await Promise.all(streams.map(write));
      for (const to of streams) expect(double.log.stream(to)).toHaveLength(each);
    });

    it('goes to the leader that another node names', async () => {
      const follower = eventStoreDbDouble({ leader: { host: '127.0.0.1', port: double.port() } });
      await follower.start();
      const store = eventStoreDbEventStore(urlOf(follower));
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(await collect(store.read('case-1'))).toHaveLength(1);
      expect(double.log.stream('case-1')).toHaveLength(1);
      await store.close();
      follower.close();
    });

    it('says the current revision also where the connection string asks the client not to throw', async () => {
      const store = eventStoreDbEventStore(`${urlOf(double)}&throwOnAppendFailure=false`);
      opened.push(store);
      await store.append('case-1', 'none', sampleEvents(4));
      expect(await store.append('case-1', 7, sampleEvents(1))).toEqual({
        ok: false,
        reason: 'wrong_revision',
        current: 3,
      });
    });
  });

  describe('a cluster', () => {
    it('is discovered again after it could not be discovered', async () => {
      double.faults.gossip = true;
      const url = `esdb+discover://127.0.0.1:${double.port()}?tls=false&maxDiscoverAttempts=1&discoveryInterval=20`;
      const store = eventStoreDbEventStore(url, { deadlineMs: 500, giveUpAfterMs: 300 });
      opened.push(store);
      await expect(store.append('case-1', 'none', sampleEvents(1))).rejects.toThrow(
        EventStoreUnavailableError,
      );
      double.faults.gossip = false;
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(double.calls).toContain('gossip');
    });
  });

  describe('a read', () => {
    it('left early leaves nothing open on the server, and the store can be closed', async () => {
      const store = open({});
      // More than the network takes before it is asked for.
      double.log.write('case-1', 'no_stream', sampleEvents(8_000).map(asProposed));
      for await (const { revision } of store.read('case-1')) if (revision === 3) break;
      await within(
        10_000,
        until(() => double.openReads() === 0),
      );
      await within(10_000, store.close());
    });

    it('goes on where its connection broke', async () => {
      const store = open({});
      await store.append('case-1', 'none', sampleEvents(400));
      const seen: number[] = [];
      for await (const { revision } of store.read('case-1')) {
        seen.push(revision);
        if (revision === 20 || revision === 200) double.dropReads();
      }
      expect(seen).toEqual(Array.from({ length: 400 }, (_, index) => index));
    });
  });

  describe('a follower', () => {
    /** Events as they come, until so many have come. */
    const followed = (store: EventStore, count: number, after = start) =>
      followUntil(store, after, (seen) => eventsOf(seen).length >= count, 10).then(eventsOf);

    const expectWhole = (events: readonly PlacedEvent[], count: number): void => {
      expect(events.map(({ revision }) => revision)).toEqual(
        Array.from({ length: count }, (_, index) => index),
      );
      events.slice(1).forEach((event, index) => {
        expect(comparePositions(events[index]?.position ?? start, event.position)).toBe(-1);
      });
    };

    it('subscribes again after every drop, and loses and repeats nothing', async () => {
      const troubles: string[] = [];
      const store = open({ onTrouble: (code) => troubles.push(code) });
      await store.append('case-1', 'none', sampleEvents(300));
      const following = followed(store, 600);
      for (let revision = 299; revision < 599; revision += 1) {
        await store.append('case-1', revision, [sampleEvent({ revision })]);
        if (revision % 40 === 0) double.dropReads();
      }
      expectWhole(await within(50_000, following), 600);
      expect(new Set(troubles)).toEqual(new Set(['unavailable']));
    });

    it('outlives a server that is killed and comes back', async () => {
      const store = open();
      await store.append('case-1', 'none', sampleEvents(20));
      const following = followed(store, 40);
      await until(() => double.openReads() > 0);
      double.kill();
      await pause(300);
      await double.start();
      await store.append('case-1', 19, sampleEvents(20));
      expectWhole(await within(50_000, following), 40);
    });

    it('that does not take what comes is waited for', async () => {
      const store = open({});
      double.log.write('case-1', 'no_stream', sampleEvents(8_000).map(asProposed));
      const end = new AbortController();
      const deliveries = store.subscribe(start, { signal: end.signal, batch: 10 })[Symbol.asyncIterator]();
      await deliveries.next();
      await until(() => double.calls.includes('read $all'));
      await pause(300);
      // Far less than there is was taken from the server while nobody asked for more.
      expect(double.trace().written).toBeLessThan(3_000);
      end.abort();
      await deliveries.return?.();
    });

    it('is told of no system event, no link and no event of others, and moves over them', async () => {
      const store = open();
      const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
      const foreign = (type: string) => ({
        id: sampleEvent().id,
        type,
        contentType: 'application/json',
        data: json({}),
        metadata: json({}),
      });
      await store.append('case-1', 'none', sampleEvents(1));
      double.log.write('$ce-case', 'any', [foreign('$>')]);
      double.log.write('other-1', 'any', [foreign('SomethingElse')]);
      for (let index = 0; index < 1_500; index += 1)
        double.log.write('$stats', 'any', [foreign('$statsCollected')]);
      expect(await store.head()).toBe(double.log.stream('case-1').at(-1)?.position.toString());
      const following = followed(store, 2);
      // One is told while catching up, one when live.
      await until(() => double.trace().checkpoints.length > 1);
      const passed = double.trace().checkpoints[1] ?? 0n;
      await pause(100);
      double.dropReads();
      await until(() => double.trace().from.includes(passed));
      await store.append('case-1', 0, sampleEvents(1));
      expectWhole(await within(50_000, following), 2);
      expect(await store.readAll(start, 10)).toHaveLength(2);
    });

    it('does not go on from an event that was scavenged, which would skip the next', async () => {
      const store = open();
      await store.append('case-1', 'none', sampleEvents(1));
      const filler = {
        id: sampleEvent().id,
        type: '$any',
        contentType: '',
        data: new Uint8Array(),
        metadata: new Uint8Array(),
      };
      for (let index = 0; index < 1_500; index += 1)
        double.log.write('$stats', 'any', [{ ...filler, id: sampleEvent().id }]);
      const following = followed(store, 2);
      await until(() => double.trace().checkpoints.length > 1);
      await pause(100);
      double.kill();
      for (const { position, stream } of [...double.log.all()])
        if (stream === '$stats') double.log.scavenge(position);
      double.log.write(
        'case-1',
        0n,
        [...double.log.all()].slice(-1).map((event) => ({ ...event, id: sampleEvent().id })),
      );
      await double.start();
      expectWhole(await within(50_000, following), 2);
    });

    it('of a store that was restored is refused, also when its checkpoint lies within what was written since', async () => {
      const store = open();
      await store.append('case-1', 'none', sampleEvents(3));
      const foreign = (BigInt(await store.head()) - 7n).toString();
      const { signal } = new AbortController();
      await expect(collect(store.subscribe(foreign, { signal }))).rejects.toThrow(
        'No event of this store stands',
      );
    });
  });
});
