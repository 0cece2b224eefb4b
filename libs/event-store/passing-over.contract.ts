import { expect, it } from '@jest/globals';
import { comparePositions, type EventStore, type PlacedEvent } from './port.js';
import { sampleEvents, stream } from './samples.contract.js';

/** What a subscription promises whose subscriber passes over some types; a part of the contract of event stores. */
export const passingOver = (store: () => EventStore): void => {
  it('gives every event of a type that is not passed over, and comes to the end all the same', async () => {
    const before = await store().head();
    const events = sampleEvents(60).map((event, index) => ({
      ...event,
      type: index % 7 === 0 ? 'Wanted' : 'PassedOver',
    }));
    await store().append(stream(), 'none', events);
    const end = new AbortController();
    const seen: PlacedEvent[] = [];
    let reached = before;
    const how = { signal: end.signal, batch: 5, passOver: ['PassedOver', 'Another'] };
    for await (const delivery of store().subscribe(before, how)) {
      expect(comparePositions(reached, delivery.position)).toBeLessThanOrEqual(0);
      reached = delivery.position;
      if (delivery.kind === 'events') seen.push(...delivery.events);
      else end.abort();
    }
    expect(reached).toBe(await store().head());
    const wanted = seen.filter(({ type }) => type === 'Wanted');
    expect(wanted.map(({ revision }) => revision)).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56]);
  });
};
