import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { comparePositions, start, type EventStore, type PlacedEvent } from '../port.js';
import { collect, eventsOf, followUntil, sampleEvent, sampleEvents, within } from '../samples.contract.js';
import { asProposed, onDouble, until } from './failing.contract.js';

jest.setTimeout(60_000);

describe('a follower over a connection that fails', () => {
  const ground = onDouble();

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
    const store = ground.open({ onTrouble: (code) => troubles.push(code) });
    await store.append('case-1', 'none', sampleEvents(300));
    const following = followed(store, 600);
    for (let revision = 299; revision < 599; revision += 1) {
      await store.append('case-1', revision, [sampleEvent({ revision })]);
      if (revision % 40 === 0) ground.double.dropReads();
    }
    expectWhole(await within(50_000, following), 600);
    expect(new Set(troubles)).toEqual(new Set(['unavailable']));
  });

  it('outlives a server that is killed and comes back', async () => {
    const store = ground.open();
    await store.append('case-1', 'none', sampleEvents(20));
    const following = followed(store, 40);
    await until(() => ground.double.openReads() > 0);
    ground.double.kill();
    await pause(300);
    await ground.double.start();
    await store.append('case-1', 19, sampleEvents(20));
    expectWhole(await within(50_000, following), 40);
  });

  it('that does not take what comes is waited for', async () => {
    const store = ground.open({});
    ground.double.log.write('case-1', 'no_stream', sampleEvents(8_000).map(asProposed));
    const end = new AbortController();
    const deliveries = store.subscribe(start, { signal: end.signal, batch: 10 })[Symbol.asyncIterator]();
    await deliveries.next();
    await until(() => ground.double.calls.includes('read $all'));
    await pause(300);
    // Far less than there is was taken from the server while nobody asked for more.
    expect(ground.double.trace().written).toBeLessThan(3_000);
    end.abort();
    await deliveries.return?.();
  });

  it('is told of no system event, no link and no event of others, and moves over them', async () => {
    const store = ground.open();
    const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
    const foreign = (type: string) => ({
      id: sampleEvent().id,
      type,
      contentType: 'application/json',
      data: json({}),
      metadata: json({}),
    });
    await store.append('case-1', 'none', sampleEvents(1));
    ground.double.log.write('$ce-case', 'any', [foreign('$>')]);
    ground.double.log.write('other-1', 'any', [foreign('SomethingElse')]);
    for (let index = 0; index < 1_500; index += 1)
      ground.double.log.write('$stats', 'any', [foreign('$statsCollected')]);
    expect(await store.head()).toBe(ground.double.log.stream('case-1').at(-1)?.position.toString());
    const following = followed(store, 2);
    // One is told while catching up, one when live.
    await until(() => ground.double.trace().checkpoints.length > 1);
    const passed = ground.double.trace().checkpoints[1] ?? 0n;
    await pause(100);
    ground.double.dropReads();
    await until(() => ground.double.trace().from.includes(passed));
    await store.append('case-1', 0, sampleEvents(1));
    expectWhole(await within(50_000, following), 2);
    expect(await store.readAll(start, 10)).toHaveLength(2);
  });

  it('is told of an event without its parts, marked and empty, and of those after it', async () => {
    const store = ground.open();
    const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
    await store.append('case-1', 'none', sampleEvents(1));
    const odd: readonly (readonly [unknown, unknown])[] = [
      [{}, { homeward: 1 }],
      [null, { homeward: 1, version: 1, commandId: 'c' }],
      [
        { open: [], sealed: {} },
        { homeward: 1, version: 1, commandId: 'c' },
      ],
    ];
    for (const [data, metadata] of odd)
      ground.double.log.write('case-1', 'any', [
        {
          id: sampleEvent().id,
          type: 'CaseOpened',
          contentType: 'application/json',
          data: json(data),
          metadata: json(metadata),
        },
      ]);
    await store.append('case-1', 3, sampleEvents(1));
    const marks = [false, true, true, true, false];
    const seen = await within(50_000, followed(store, 5));
    const read = await collect(store.read('case-1'));
    for (const events of [seen, read])
      expect(events.map(({ unreadable }) => unreadable ?? false)).toEqual(marks);
  });

  it('does not go on from an event that was scavenged, which would skip the next', async () => {
    const store = ground.open();
    await store.append('case-1', 'none', sampleEvents(1));
    const filler = {
      id: sampleEvent().id,
      type: '$any',
      contentType: '',
      data: new Uint8Array(),
      metadata: new Uint8Array(),
    };
    for (let index = 0; index < 1_500; index += 1)
      ground.double.log.write('$stats', 'any', [{ ...filler, id: sampleEvent().id }]);
    const following = followed(store, 2);
    await until(() => ground.double.trace().checkpoints.length > 1);
    await pause(100);
    ground.double.kill();
    for (const { position, stream } of [...ground.double.log.all()])
      if (stream === '$stats') ground.double.log.scavenge(position);
    ground.double.log.write(
      'case-1',
      0n,
      [...ground.double.log.all()].slice(-1).map((event) => ({ ...event, id: sampleEvent().id })),
    );
    await ground.double.start();
    expectWhole(await within(50_000, following), 2);
  });

  it('outlives a server that is down for longer than it can ask where it had come to', async () => {
    const troubles: string[] = [];
    const store = ground.open({ giveUpAfterMs: 100, onTrouble: (code) => troubles.push(code) });
    await store.append('case-1', 'none', sampleEvents(1));
    for (let index = 0; index < 1_500; index += 1)
      ground.double.log.write('$stats', 'any', [asProposed(sampleEvent({ type: '$any' }))]);
    const following = followed(store, 2);
    await until(() => ground.double.trace().checkpoints.length > 1);
    await pause(100);
    ground.double.kill();
    await until(() => troubles.length > 5);
    await ground.double.start();
    ground.double.log.write('case-1', 0n, sampleEvents(1).map(asProposed));
    expectWhole(await within(50_000, following), 2);
  });

  it('of a store that was restored is refused, also when its checkpoint lies within what was written since', async () => {
    const store = ground.open();
    await store.append('case-1', 'none', sampleEvents(3));
    const foreign = (BigInt(await store.head()) - 7n).toString();
    const { signal } = new AbortController();
    await expect(collect(store.subscribe(foreign, { signal }))).rejects.toThrow(
      'No event of this store stands',
    );
  });
});
