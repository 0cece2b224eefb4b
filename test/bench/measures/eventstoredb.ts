import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  NO_STREAM,
  type AppendToStreamOptions,
} from '@eventstore/db-client';
import {
  eventStoreDbEventStore,
  installEventStoreDb,
  serverVersionOf,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';
import { say } from '../../../apps/sandbox/terminal.js';
import { openEngine } from '../engine.js';
import { figure, percentileOf, ratio, type Figure } from '../figures.js';
import { engineCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { interleaved, rateOf } from '../rounds.js';
import { copies, storedCase } from '../templates.js';

const name = 'eventstoredb';
const goal = { atLeast: 0.7 };
/** Events of the catch-up. */
const backlog = 20_000;
const wakings = 200;

const ours = (store: EventStore) => async (event: StoredEvent) => {
  const result = await store.append(`case-${randomUUID()}`, 'none', [event]);
  if (!result.ok) throw new Error('A new stream was refused.');
};

/** `options` with a login send each append by itself, as the event store does; without, all share one stream. */
const bare = (client: EventStoreDBClient, options: AppendToStreamOptions) => (event: StoredEvent) => {
  const { id, type, open, sealed, meta } = event;
  const data = jsonEvent({ id, type, data: { open, sealed }, metadata: { ...meta } });
  return client.appendToStream(`case-${randomUUID()}`, data, { expectedRevision: NO_STREAM, ...options });
};

const appends = async (
  sides: { store: EventStore; client: EventStoreDBClient; login: AppendToStreamOptions },
  next: () => StoredEvent,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const writers of [1, 16, 64]) {
    const writing = (append: (event: StoredEvent) => Promise<unknown>) => () =>
      rateOf(writers, seconds, () => append(next()));
    const { store, single, shared } = await interleaved(
      {
        store: writing(ours(sides.store)),
        single: writing(bare(sides.client, sides.login)),
        shared: writing(bare(sides.client, {})),
      },
      rounds,
    );
    const who = `${writers} writer${writers === 1 ? '' : 's'}`;
    figures.push(
      figure(name, `${who}: event store`, '/s', store),
      ratio(name, `${who}: of the bare client, calls by themselves`, store, single, goal),
      ratio(name, `${who}: of the bare client, calls over its shared stream`, store, shared),
    );
  }
  return figures;
};

/** Events a second of a follower from a position, over so many. */
const followed = async (store: EventStore, after: Position, count: number): Promise<number> => {
  const ending = new AbortController();
  const began = performance.now();
  let seen = 0;
  for await (const delivery of store.subscribe(after, { signal: ending.signal })) {
    if (delivery.kind === 'events') seen += delivery.events.length;
    if (seen >= count) break;
  }
  ending.abort();
  return seen / ((performance.now() - began) / 1_000);
};

const followedBare = async (client: EventStoreDBClient, after: Position, count: number): Promise<number> => {
  const began = performance.now();
  const subscription = client.subscribeToAll({
    fromPosition: { commit: BigInt(after), prepare: BigInt(after) },
    filter: eventTypeFilter({ regex: '^[^$].*' }),
  });
  let seen = 0;
  // Leaving the loop of this client's stream would leave its end unheard, and its unsubscribing waiting for ever.
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('data', ({ event }) => {
      if (event) seen += 1;
      if (seen >= count) resolve();
    });
  });
  const seconds = (performance.now() - began) / 1_000;
  await subscription.unsubscribe();
  return seen / seconds;
};

/** Milliseconds from an append until each contender's follower has the event, one at a time. */
const wakingOf = async (store: EventStore, client: EventStoreDBClient, next: () => StoredEvent) => {
  const ending = new AbortController();
  const arrived = { ours: new Map<string, number>(), bare: new Map<string, number>() };
  let tell = (): void => undefined;
  const note = (of: Map<string, number>, id: string): void => {
    of.set(id, performance.now());
    tell();
  };
  const following = (async () => {
    for await (const delivery of store.subscribe(await store.head(), { signal: ending.signal }))
      if (delivery.kind === 'events') for (const { id } of delivery.events) note(arrived.ours, id);
  })();
  const subscription = client.subscribeToAll({ fromPosition: END });
  subscription.on('data', ({ event }) => void (event && note(arrived.bare, event.id)));
  // An append before the confirmation would never come to a subscription from the end.
  await once(subscription, 'confirmation');
  const latencies = { ours: [] as number[], bare: [] as number[] };
  for (let index = -20; index < wakings; index += 1) {
    const event = next();
    const both = new Promise<void>((resolve) => {
      tell = () => arrived.ours.has(event.id) && arrived.bare.has(event.id) && resolve();
    });
    const began = performance.now();
    await ours(store)(event);
    await both;
    if (index >= 0)
      for (const side of ['ours', 'bare'] as const)
        latencies[side].push((arrived[side].get(event.id) ?? Number.NaN) - began);
  }
  ending.abort();
  await Promise.all([following, subscription.unsubscribe()]);
  return latencies;
};

/** The event store on EventStoreDB beside its bare client, on the server that EVENTSTOREDB_URL names. */
export const eventStoreDb: Measure = {
  name,
  run: async (server, extent) => {
    const url = process.env['EVENTSTOREDB_URL'];
    if (!url) {
      say('left out: EVENTSTOREDB_URL names no server');
      return [];
    }
    await installEventStoreDb(url);
    say(`EventStoreDB ${await serverVersionOf(url)}`);
    const { username, password } = new URL(url.replace(/^esdb(\+discover)?:/, 'http:'));
    const login = { credentials: { username: username || 'none', password: password || 'none' } };
    const engine = openEngine(server.of(engineCountry));
    const store = eventStoreDbEventStore(url);
    const client = EventStoreDBClient.connectionString(url);
    try {
      const next = copies(await storedCase(engine));
      const figures = [...(await appends({ store, client, login }, next, extent))];
      // What the bare client wrote is not ours, and our follower passes over it: both begin behind it.
      const before = await store.head();
      for (let done = 0; done < backlog; done += 200)
        await store.append(
          `case-${randomUUID()}`,
          'none',
          Array.from({ length: 200 }, () => next()),
        );
      const { mine, plain } = await interleaved(
        { mine: () => followed(store, before, backlog), plain: () => followedBare(client, before, backlog) },
        extent.rounds,
      );
      const waking = await wakingOf(store, client, next);
      const p = (samples: readonly number[], percent: number): number[] => [percentileOf(samples, percent)];
      return [
        ...figures,
        figure(name, 'catch-up of a follower', '/s', mine),
        ratio(name, 'catch-up: of the bare client', mine, plain, goal),
        figure(name, 'append to a follower, p50', 'ms', p(waking.ours, 50)),
        figure(name, 'append to a follower, p99', 'ms', p(waking.ours, 99)),
        figure(name, "append to the bare client's follower, p50", 'ms', p(waking.bare, 50)),
        figure(name, "append to the bare client's follower, p99", 'ms', p(waking.bare, 99)),
      ];
    } finally {
      await Promise.allSettled([store.close(), client.dispose()]);
      await engine.close();
    }
  },
};
