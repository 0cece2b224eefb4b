import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Exchange, ExchangeRecord } from './exchange.js';

/** Two ends of one fresh topic: one that may write to it, one that may read it. */
export interface ExchangeEnds {
  readonly topic: string;
  readonly sender: Exchange;
  readonly receiver: Exchange;
  /** Another consumer of the receiving side, as a second process would be. */
  readonly another: () => Exchange;
  readonly dispose: () => Promise<void>;
}

const textOf = (record: ExchangeRecord): string => Buffer.from(record.message).toString();

/** Resolves as soon as the condition holds, throws where it does not within some milliseconds. */
export const eventually = async (
  condition: () => boolean | Promise<boolean>,
  within = 20_000,
): Promise<void> => {
  const until = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** What every exchange must do, whatever its engine. */
export const exchangeContract = (name: string, open: () => Promise<ExchangeEnds>): void => {
  describe(`${name} keeps the contract of an exchange`, () => {
    let ends: ExchangeEnds;
    let stop: AbortController;
    const running: Promise<void>[] = [];

    const follow = (
      handler: (record: ExchangeRecord) => void | Promise<void>,
      {
        by = ends.receiver,
        group = 'inbound',
        until = stop,
      }: { by?: Exchange; group?: string; until?: AbortController } = {},
    ): Promise<void> => {
      const consumed = by.consume(ends.topic, group, async (record) => handler(record), {
        signal: until.signal,
      });
      running.push(consumed);
      return consumed;
    };

    beforeEach(async () => {
      ends = await open();
      stop = new AbortController();
    });

    afterEach(async () => {
      stop.abort();
      await Promise.all(running.splice(0));
      await ends.dispose();
    });

    it('delivers what was published before and after the consumer came, byte for byte', async () => {
      const got: ExchangeRecord[] = [];
      await ends.sender.publish(ends.topic, 'a', 'ကယားပြည်နယ် 🏠', { 'content-type': 'text/plain' });
      void follow((record) => void got.push(record));
      await eventually(() => got.length === 1);
      await ends.sender.publish(ends.topic, 'a', new Uint8Array([0, 255, 128]));
      await eventually(() => got.length === 2);
      expect(got.map(({ key, topic }) => ({ key, topic }))).toEqual([
        { key: 'a', topic: ends.topic },
        { key: 'a', topic: ends.topic },
      ]);
      expect(textOf(got[0]!)).toBe('ကယားပြည်နယ် 🏠');
      expect(got[0]!.headers).toEqual({ 'content-type': 'text/plain' });
      expect([...got[1]!.message]).toEqual([0, 255, 128]);
    });

    it('keeps the order of each key under several publishers at once', async () => {
      const got = new Map<string, string[]>();
      void follow((record) => void got.set(record.key, [...(got.get(record.key) ?? []), textOf(record)]));
      const keys = ['k1', 'k2', 'k3', 'k4', 'k5'];
      await Promise.all(
        keys.map(async (key) => {
          for (let n = 0; n < 30; n += 1) await ends.sender.publish(ends.topic, key, `${n}`);
        }),
      );
      await eventually(() => [...got.values()].flat().length === 150, 15_000);
      const inOrder = Array.from({ length: 30 }, (_, n) => `${n}`);
      for (const key of keys) expect(got.get(key)).toEqual(inOrder);
    });

    it('brings a record again whose handler failed, and nothing later of its key before it', async () => {
      const tried: string[] = [];
      let failures = 3;
      for (const text of ['1', '2', '3']) await ends.sender.publish(ends.topic, 'a', text);
      void follow((record) => {
        tried.push(textOf(record));
        if (textOf(record) === '2' && failures-- > 0) throw new Error('not now');
      });
      await eventually(() => tried.includes('3'), 10_000);
      expect(tried).toEqual(['1', '2', '2', '2', '2', '3']);
    });

    it('goes on with the other keys while the record of one fails', async () => {
      const got: string[] = [];
      for (const key of ['broken', 'sound', 'whole']) await ends.sender.publish(ends.topic, key, key);
      void follow((record) => {
        if (record.key === 'broken' && got.length < 2) throw new Error('not before the others');
        got.push(textOf(record));
      });
      await eventually(() => got.length === 3, 10_000);
      expect(got.at(-1)).toBe('broken');
    });

    it('tells how much waits for a group, and when the last was written', async () => {
      const before = Date.now();
      for (const text of ['1', '2', '3']) await ends.sender.publish(ends.topic, text, text);
      expect(await ends.receiver.flow(ends.topic, 'inbound')).toMatchObject({ waiting: 3 });
      void follow(() => undefined);
      await eventually(async () => (await ends.receiver.flow(ends.topic, 'inbound')).waiting === 0);
      const { lastAt = '' } = await ends.receiver.flow(ends.topic, 'inbound');
      expect(Math.abs(Date.parse(lastAt) - before)).toBeLessThan(60_000);
    });

    it('says when it reads, and that one which stands by is fit to', async () => {
      const told = new Map<Exchange, boolean>();
      const both = [ends.receiver, ends.another()];
      running.push(
        ...both.map((exchange) =>
          exchange.consume(ends.topic, 'inbound', () => Promise.resolve(), {
            signal: stop.signal,
            onReading: (reads) => void told.set(exchange, reads),
          }),
        ),
      );
      await eventually(() => both.every((exchange) => told.get(exchange) === true));
    });

    it('goes on where the group stopped', async () => {
      const first: string[] = [];
      const second: string[] = [];
      const early = new AbortController();
      await ends.sender.publish(ends.topic, 'a', '1');
      const consumed = follow((record) => void first.push(textOf(record)), { until: early });
      await eventually(() => first.length === 1);
      early.abort();
      await consumed;
      await ends.sender.publish(ends.topic, 'a', '2');
      void follow((record) => void second.push(textOf(record)));
      await eventually(() => second.length === 1);
      expect([first, second]).toEqual([['1'], ['2']]);
    });

    it('brings a record again that was being handled when the consumer was stopped in vain', async () => {
      const got: string[] = [];
      const early = new AbortController();
      await ends.sender.publish(ends.topic, 'a', '1');
      const consumed = follow(
        () => {
          early.abort();
          throw new Error('stopped in the middle');
        },
        { until: early },
      );
      await consumed;
      void follow((record) => void got.push(textOf(record)));
      await eventually(() => got.length === 1);
      expect(got).toEqual(['1']);
    });

    it('waits for the handler at work before consuming ends', async () => {
      const early = new AbortController();
      let finished = false;
      let begun = false;
      await ends.sender.publish(ends.topic, 'a', '1');
      const consumed = follow(
        async () => {
          begun = true;
          await new Promise((resolve) => setTimeout(resolve, 100));
          finished = true;
        },
        { until: early },
      );
      await eventually(() => begun);
      early.abort();
      await consumed;
      expect(finished).toBe(true);
    });

    it('serves each group on its own', async () => {
      const one: string[] = [];
      const two: string[] = [];
      await ends.sender.publish(ends.topic, 'a', '1');
      void follow((record) => void one.push(textOf(record)), { group: 'one' });
      void follow((record) => void two.push(textOf(record)), { group: 'two' });
      await eventually(() => one.length === 1 && two.length === 1);
      expect([one, two]).toEqual([['1'], ['1']]);
    });

    it('lets a second consumer of the group take over, without doubling while the first is there', async () => {
      const first: string[] = [];
      const second: string[] = [];
      const early = new AbortController();
      const consumed = follow((record) => void first.push(textOf(record)), { until: early });
      await ends.sender.publish(ends.topic, 'a', '1');
      await eventually(() => first.length === 1);
      void follow((record) => void second.push(textOf(record)), { by: ends.another() });
      await ends.sender.publish(ends.topic, 'a', '2');
      await eventually(() => first.length + second.length === 2);
      early.abort();
      await consumed;
      await ends.sender.publish(ends.topic, 'a', '3');
      await eventually(() => second.includes('3'), 10_000);
      expect([...first, ...second].toSorted()).toEqual(['1', '2', '3']);
    });
  });
};
