import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlacedEvent } from './port.js';
import { collect, eventsOf, followUntil, sampleEvents, stream } from './samples.contract.js';
import { checkedEventStore, type NotAuthentic, stampsOf } from '#sealing';
import type { StoreUnderTest } from './under-test.contract.js';

const [ours, theirs] = [1, 2].map((byte) => stampsOf({ id: 'first', secret: Buffer.alloc(32, byte) }));

const shown = ({ stream: of, revision, type, open, notAuthentic }: PlacedEvent) => ({
  ...{ stream: of, revision, type, open },
  ...(notAuthentic && { notAuthentic }),
});

/** What holds of every engine behind the check: what the node wrote is read as it was, and nothing else is. */
export const checkingContract = (name: string, makeStore: () => Promise<StoreUnderTest>): void => {
  describe(`checked events: ${name}`, () => {
    let made: StoreUnderTest;
    beforeAll(async () => {
      made = await makeStore();
    });
    afterAll(async () => made.close());

    const checkedBy = (stamps = ours, told: NotAuthentic[] = []) => {
      if (!stamps) throw new Error('there are two keys');
      return checkedEventStore(made.store, {
        stamps,
        catalogueOf: () => undefined,
        onNotAuthentic: (event) => told.push(event),
      });
    };

    it('gives back what was appended through it, whatever JSON it holds', async () => {
      const to = stream();
      const content = {
        text: 'မြန်မာ \u0000 \ud83d\ude00 "quoted"',
        numbers: [0, -1, 1.5, 1e21, 5e-324],
        nothing: null,
        deep: { '10': 'ten', '9': 'nine', list: [{ a: [] }] },
      };
      const [first] = sampleEvents(1);
      const events = first ? [{ ...first, open: content }, ...sampleEvents(2)] : [];
      await checkedBy().append(to, 'none', events);
      const read = await collect(checkedBy().read(to));
      expect(read.map(({ id, open }) => ({ id, open }))).toEqual(
        events.map(({ id, open }) => ({ id, open })),
      );
    });

    it('passes over what others appended, which takes up its revision, and tells of it once', async () => {
      const to = stream();
      const before = await made.store.head();
      const own = checkedBy();
      await own.append(to, 'none', sampleEvents(1));
      await made.store.append(to, 0, sampleEvents(1));
      await checkedBy(theirs).append(to, 1, sampleEvents(1));
      expect(await own.append(to, 2, sampleEvents(1))).toMatchObject({ ok: true, revision: 3 });

      const told: NotAuthentic[] = [];
      const reading = checkedBy(ours, told);
      const strange = { type: 'NotAuthentic', open: {}, notAuthentic: { claims: 'CaseOpened' } };
      const read = await collect(reading.read(to));
      expect(read.map(shown)).toMatchObject([
        { revision: 0, type: 'CaseOpened' },
        { revision: 1, ...strange },
        { revision: 2, ...strange },
        { revision: 3, type: 'CaseOpened' },
      ]);
      const paged = (await reading.readAll(before, 100)).filter((event) => event.stream === to);
      expect(paged.map(shown)).toEqual(read.map(shown));
      const followed = await followUntil(reading, before, (seen) =>
        eventsOf(seen).some((event) => event.stream === to && event.revision === 3),
      );
      const delivered = eventsOf(followed).filter((event) => event.stream === to);
      expect(delivered.map(({ revision }) => revision)).toEqual([0, 3]);
      expect(told.map(({ stream: of, revision, claims }) => ({ of, revision, claims }))).toEqual(
        [1, 2].map((revision) => ({ of: to, revision, claims: 'CaseOpened' })),
      );
    });
  });
};
