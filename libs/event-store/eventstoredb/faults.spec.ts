import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreUnavailableError } from '../port.js';
import { collect, sampleEvents, within } from '../samples.contract.js';
import { eventStoreDbDouble } from '../../../test/doubles/eventstoredb/double.js';
import { eventStoreDbEventStore } from './event-store.js';
import { asProposed, onDouble, until, urlOf } from './failing.contract.js';

jest.setTimeout(60_000);

describe('over a connection that fails', () => {
  const ground = onDouble();

  describe('an append', () => {
    it.each(['silent', 'lost', 'unavailable', 'cut'] as const)(
      'is made again when it is %s, and kept once',
      async (fault) => {
        const faults = [fault, fault];
        ground.double.faults.append = () => {
          const next = faults.shift() ?? 'none';
          if (next === 'cut') setTimeout(() => void ground.double.start(), 50);
          return next;
        };
        const store = ground.open();
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
      ground.double.faults.append = () => {
        if (!first) return 'none';
        first = false;
        return { answerAfter: pause(1_500) };
      };
      const store = ground.open();
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true, revision: 0 });
      await pause(1_500);
      process.off('unhandledRejection', heard);
      expect(unhandled).toEqual([]);
      expect(await collect(store.read('case-1'))).toHaveLength(1);
    });

    it('that nobody answers fails in the time that it was given', async () => {
      ground.double.faults.append = () => 'silent';
      const began = Date.now();
      await expect(
        ground.open({ deadlineMs: 100, giveUpAfterMs: 500 }).append('case-1', 'none', sampleEvents(1)),
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
      ground.double.faults.append = () => ({ answerAfter: held });
      const kept = ground.open({ deadlineMs: 5_000 }).append('case-2', 'none', sampleEvents(1));
      await until(() => ground.double.calls.includes('append case-2'));
      other.kill();
      await lost;
      answer();
      expect(await kept).toMatchObject({ ok: true, revision: 0 });
      expect([...ground.double.calls, ...other.calls]).not.toContain('batchAppend');
      expect(ground.double.calls.filter((call) => call === 'append case-2')).toHaveLength(1);
      await elsewhere.close();
      other.close();
    });

    it('that fails costs the others on its connection nothing', async () => {
      let count = 0;
      ground.double.faults.append = () => ((count += 1) % 5 === 0 ? 'unavailable' : 'none');
      const store = ground.open({});
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
      for (const to of streams) expect(ground.double.log.stream(to)).toHaveLength(each);
    });

    it('goes to the leader that another node names', async () => {
      const follower = eventStoreDbDouble();
      await follower.start();
      follower.faults.leader = { host: '127.0.0.1', port: ground.double.port() };
      const store = eventStoreDbEventStore(urlOf(follower));
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(await collect(store.read('case-1'))).toHaveLength(1);
      expect(ground.double.log.stream('case-1')).toHaveLength(1);
      await store.close();
      follower.close();
    });

    it('says the current revision also where the connection string asks the client not to throw', async () => {
      const store = eventStoreDbEventStore(`${urlOf(ground.double)}&throwOnAppendFailure=false`);
      ground.opened.push(store);
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
      ground.double.faults.gossip = true;
      const url = `esdb+discover://127.0.0.1:${ground.double.port()}?tls=false&maxDiscoverAttempts=1&discoveryInterval=20`;
      const store = eventStoreDbEventStore(url, { deadlineMs: 500, giveUpAfterMs: 300 });
      ground.opened.push(store);
      await expect(store.append('case-1', 'none', sampleEvents(1))).rejects.toThrow(
        EventStoreUnavailableError,
      );
      ground.double.faults.gossip = false;
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(ground.double.calls).toContain('gossip');
    });

    it('is followed to its new leader when the old one dies', async () => {
      const leader = eventStoreDbDouble();
      await leader.start();
      ground.double.faults.leader = { host: '127.0.0.1', port: leader.port() };
      const url = `esdb+discover://127.0.0.1:${ground.double.port()}?tls=false`;
      const store = eventStoreDbEventStore(url, { deadlineMs: 500 });
      ground.opened.push(store);
      expect(await store.append('case-1', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(leader.log.stream('case-1')).toHaveLength(1);
      leader.close();
      ground.double.faults.leader = undefined;
      expect(await store.append('case-2', 'none', sampleEvents(1))).toMatchObject({ ok: true });
      expect(ground.double.log.stream('case-2')).toHaveLength(1);
    });
  });

  describe('a read', () => {
    it('left early leaves nothing open on the server, and the store can be closed', async () => {
      const store = ground.open({});
      // More than the network takes before it is asked for.
      ground.double.log.write('case-1', 'no_stream', sampleEvents(8_000).map(asProposed));
      for await (const { revision } of store.read('case-1')) if (revision === 3) break;
      await within(
        10_000,
        until(() => ground.double.openReads() === 0),
      );
      await within(10_000, store.close());
    });

    it('goes on where its connection broke', async () => {
      const store = ground.open({});
      await store.append('case-1', 'none', sampleEvents(400));
      const seen: number[] = [];
      for await (const { revision } of store.read('case-1')) {
        seen.push(revision);
        if (revision === 20 || revision === 200) ground.double.dropReads();
      }
      expect(seen).toEqual(Array.from({ length: 400 }, (_, index) => index));
    });
  });
});
