import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { AccessDeniedError } from '@eventstore/db-client';
import { start, type EventStore } from '../port.js';
import { collect, eventsOf, followUntil, sampleEvents, stream } from '../samples.contract.js';
import { setUpEventStoreDb } from './administration.js';
import { connectTo } from './connection.js';
import {
  declareRestored,
  eventStoreDbEventStore,
  excessiveRightsOf,
  installEventStoreDb,
} from './event-store.js';

/** What the node's user may do on a server with users, set up by `deploy/eventstoredb/set-up.mjs`. */
export const rightsContract = (
  /** A connection string for `name:password`. */
  urlFor: (login: string) => string,
  administratorsPassword: string,
): void => {
  describe('a node', () => {
    const user = { username: `node-${randomBytes(4).toString('hex')}`, password: 'pass word!' };
    const password = encodeURIComponent(user.password);
    const administrators = (): string => urlFor(`admin:${administratorsPassword}`);
    const node = (): string => urlFor(`${user.username}:${password}`);
    const using = async <T>(url: string, task: (store: EventStore) => Promise<T>): Promise<T> => {
      const store = eventStoreDbEventStore(url);
      return task(store).finally(() => store.close());
    };

    beforeAll(async () => {
      await setUpEventStoreDb(administrators(), user);
      await setUpEventStoreDb(administrators(), user);
      await installEventStoreDb(node());
    }, 60_000);

    it('appends, reads and follows', async () => {
      await using(node(), async (store) => {
        const to = stream();
        const before = await store.head();
        expect(await store.append(to, 'none', sampleEvents(3))).toMatchObject({ ok: true, revision: 2 });
        expect(await collect(store.read(to))).toHaveLength(3);
        const seen = await followUntil(store, before, (all) => eventsOf(all).length >= 3);
        expect(eventsOf(seen)).toHaveLength(3);
        expect((await store.readAll(start, 1)).length).toBe(1);
      });
    }, 30_000);

    it('cannot delete, tombstone or truncate, and neither of it is changed by asking', async () => {
      expect(await excessiveRightsOf(node())).toEqual([]);
      const to = stream();
      await using(node(), async (store) => store.append(to, 'none', sampleEvents(2)));
      const connection = connectTo(node());
      const { login: credentials } = connection;
      const client = connection.client();
      await expect(client.deleteStream(to, { credentials })).rejects.toThrow(AccessDeniedError);
      await expect(client.tombstoneStream(to, { credentials })).rejects.toThrow(AccessDeniedError);
      await expect(client.setStreamMetadata(to, { truncateBefore: 2 }, { credentials })).rejects.toThrow(
        AccessDeniedError,
      );
      await expect(client.setStreamMetadata(to, { maxCount: 1 }, { credentials })).rejects.toThrow(
        AccessDeniedError,
      );
      await connection.close();
      await using(node(), async (store) => expect(await collect(store.read(to))).toHaveLength(2));
    }, 30_000);

    it('with more rights than it needs is found', async () => {
      expect(await excessiveRightsOf(administrators())).toEqual(['delete', 'tombstone', 'truncate']);
    }, 30_000);

    it('cannot give the store another history; an administrator does after a restore, and old checkpoints are refused', async () => {
      await expect(declareRestored(node())).rejects.toThrow(AccessDeniedError);
      await using(node(), async (store) => {
        const before = await store.epoch();
        expect(await declareRestored(administrators())).not.toBe(before);
        expect(await store.epoch()).not.toBe(before);
        const { signal } = new AbortController();
        await expect(collect(store.subscribe(start, { signal, epoch: before }))).rejects.toThrow(
          'another history',
        );
      });
    }, 30_000);

    it('with a wrong password is refused at once', async () => {
      await using(urlFor(`${user.username}:wrong`), async (store) => {
        await expect(store.append(stream(), 'none', sampleEvents(1))).rejects.toThrow(AccessDeniedError);
        await expect(collect(store.read(stream()))).rejects.toThrow(AccessDeniedError);
      });
    }, 30_000);
  });
};
