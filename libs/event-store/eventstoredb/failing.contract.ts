import { afterEach, beforeEach } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../port.js';
import { eventStoreDbDouble, type EventStoreDbDouble } from '../../../test/doubles/eventstoredb/double.js';
import type { Proposed } from '../../../test/doubles/eventstoredb/log.js';
import { eventStoreDbEventStore, installEventStoreDb, type EventStoreDbOptions } from './event-store.js';
import { toEventData } from './stored.js';

export const urlOf = (double: EventStoreDbDouble): string => `esdb://127.0.0.1:${double.port()}?tls=false`;

export const asProposed = (event: StoredEvent): Proposed => {
  const { id, type, contentType, data, metadata } = toEventData(event);
  const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
  return { id, type, contentType, data: json(data), metadata: json(metadata) };
};

export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await pause(5);
};

/** A double of its own for each test, and stores on it that are closed after the test. */
export const onDouble = () => {
  const ground = {
    double: eventStoreDbDouble(),
    opened: [] as EventStore[],
    open: (options: EventStoreDbOptions = { deadlineMs: 500 }): EventStore => {
      const store = eventStoreDbEventStore(urlOf(ground.double), options);
      ground.opened.push(store);
      return store;
    },
  };
  beforeEach(async () => {
    ground.opened = [];
    ground.double = eventStoreDbDouble();
    await ground.double.start();
    await installEventStoreDb(urlOf(ground.double));
  });
  afterEach(async () => {
    await Promise.all(ground.opened.map((store) => store.close()));
    ground.double.close();
  });
  return ground;
};
