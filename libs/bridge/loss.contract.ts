import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { generateNodeKeys } from './crypto/keys.js';
import { eventually } from './exchange.contract.js';
import { toMyanmar, toThailand, type TwoNodes } from './spec/two-nodes.js';
import { withoutReceipt } from './tables/awaited-receipts.js';

/** What two bridges do where an exchange confirms what it then loses. */
export const lossContract = (world: TwoNodes): void => {
  const waiting = () => withoutReceipt(world.thai.database, 0);
  const waits = { with: 'MM', waiting: 1, keptBack: 0 };
  /** Thailand sends again after so many milliseconds. */
  const startWith = (againAfter: number) => {
    world.start(world.burmese);
    world.startEach(world.thai.inward, world.thai.outward(undefined, againAfter));
  };
  const settledSoon = () => eventually(async () => (await waiting()).length === 0);

  describe('A message that the exchange confirmed and lost', () => {
    it('arrives when it is sent again, has effect once, and waits for its receipt until then', async () => {
      world.losing(toMyanmar, true);
      startWith(200);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'lost');
      await eventually(() => world.thai.counted.includes('message_sent_again'));
      expect(await waiting()).toEqual([waits]);
      expect(world.effectsOf(thaiCase)).toEqual([]);
      world.losing(toMyanmar, false);
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
      await settledSoon();
      expect(world.effectsOf(thaiCase)).toEqual(['lost']);
      expect(world.receiptsOf(thaiCase)).toEqual(['received']);
    });

    it('lets what waits behind it in its case go on', async () => {
      world.losing(toMyanmar, true);
      startWith(2_000);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', '1');
      await eventually(async () => (await waiting()).length === 1);
      world.losing(toMyanmar, false);
      world.thai.desk.approve(thaiCase, 'MM', '2');
      await eventually(() => world.receiptsOf(thaiCase).length === 2);
      await settledSoon();
      expect(world.effectsOf(thaiCase)).toEqual(['1', '2']);
    });

    it('is not sent again where it may not go any more, and is told apart; it is where it may again', async () => {
      world.losing(toMyanmar, true);
      startWith(100);
      const thaiCase = randomUUID();
      const messageId = world.thai.desk.approve(thaiCase, 'MM', 'withdrawn');
      world.thai.desk.barred.add(messageId);
      await eventually(() => world.thai.counted.includes('message_kept_back'));
      world.losing(toMyanmar, false);
      expect(await waiting()).toEqual([{ with: 'MM', waiting: 0, keptBack: 1 }]);
      await eventually(() => world.thai.counted.filter((what) => what === 'message_kept_back').length > 1);
      expect(await world.onTopic(toMyanmar)).toBe(0);
      world.thai.desk.barred.clear();
      await settledSoon();
      expect(world.effectsOf(thaiCase)).toEqual(['withdrawn']);
    });

    it('is awaited no more where it may not go any more and that is said there', async () => {
      world.losing(toMyanmar, true);
      startWith(100);
      const thaiCase = randomUUID();
      const messageId = world.thai.desk.approve(thaiCase, 'MM', 'given up');
      world.thai.desk.barred.add(messageId);
      world.thai.desk.givenUp.add(messageId);
      await eventually(() => world.thai.counted.includes('message_given_up'));
      world.losing(toMyanmar, false);
      await settledSoon();
      expect(await world.onTopic(toMyanmar)).toBe(0);
    });

    it('is awaited no more once the person was erased, and not sent', async () => {
      world.losing(toMyanmar, true);
      startWith(60_000);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'erased');
      await eventually(async () => (await waiting()).length === 1);
      world.thai.desk.erase(thaiCase);
      await settledSoon();
      expect(world.thai.counted).not.toContain('message_sent_again');
    });

    it('is taken although the key that signed it first has a successor since', async () => {
      world.losing(toMyanmar, true);
      startWith(1_000);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'old key');
      await eventually(async () => (await waiting()).length === 1);
      const next = await generateNodeKeys(new Date().toISOString());
      const parties = {
        ...world.thai.ring.parties,
        TH: [...(world.thai.ring.parties.TH ?? []), ...next.party],
      };
      world.thai.ring.parties = parties;
      world.burmese.ring.parties = parties;
      world.thai.ring.own = [...world.thai.ring.own, ...next.own];
      world.losing(toMyanmar, false);
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
      expect(await world.burmese.deadLetters.count()).toBe(0);
    });
  });

  describe('A receipt that the exchange confirmed and lost', () => {
    it('comes again for the message sent again, which has effect once', async () => {
      world.losing(toThailand, true);
      startWith(2_000);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'taken');
      await eventually(() => world.burmese.counted.includes('receipt_published'));
      expect(await waiting()).toEqual([waits]);
      world.losing(toThailand, false);
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
      await settledSoon();
      expect(world.effectsOf(thaiCase)).toEqual(['taken']);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });

    it('is not awaited for ever where the message may not go again and a later one was receipted', async () => {
      world.losing(toThailand, true);
      startWith(2_000);
      const thaiCase = randomUUID();
      const messageId = world.thai.desk.approve(thaiCase, 'MM', '1');
      await eventually(() => world.burmese.counted.includes('receipt_published'));
      world.losing(toThailand, false);
      world.thai.desk.barred.add(messageId);
      world.thai.desk.approve(thaiCase, 'MM', '2');
      await settledSoon();
      expect(world.receiptsOf(thaiCase)).toEqual(['received']);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });
  });

  describe('What waits for a receipt', () => {
    it('is found in the events by a bridge that had not noted it, and is not sent at once', async () => {
      const early = new AbortController();
      const ended = world.thai.outward().run(early.signal);
      const [open, done] = [randomUUID(), randomUUID()];
      world.thai.desk.approve(open, 'MM', 'open');
      world.thai.desk.approve(done, 'MM', 'done');
      await eventually(async () => (await world.onTopic(toMyanmar)) === 2);
      const { messageId } = world.thai.desk.caseOf(done).own[0]!;
      world.thai.store.add(done, 'MessageReceipted', { messageId });
      await eventually(async () => (await waiting()).length === 1 && (await waiting())[0]?.waiting === 1);
      early.abort();
      await ended;
      await world.thai.database.query('delete from bridge.awaited_receipt');
      await world.thai.database.query(`delete from bridge.checkpoint where follower = 'receipts'`);
      world.startEach(world.thai.outward());
      await eventually(async () => (await waiting()).length === 1);
      const rows = await world.thai.database.query<{ case_id: string }[]>(
        'select case_id from bridge.awaited_receipt',
      );
      expect(rows).toEqual([{ case_id: open }]);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });

    it('is sent again by the process that holds the lease, and by none that has lost it', async () => {
      const early = new AbortController();
      const ended = world.thai.outward().run(early.signal);
      world.thai.desk.approve(randomUUID(), 'MM', 'once');
      await eventually(async () => (await waiting()).length === 1);
      early.abort();
      await ended;
      await world.thai.database.query('update bridge.awaited_receipt set next_try_at = now()');
      const lost = { name: 'outbound', epoch: '1', holder: randomUUID(), sure: () => false };
      await expect(world.thai.outward().run(world.signal, lost)).rejects.toThrow('outbound');
      expect(await world.onTopic(toMyanmar)).toBe(1);
    });
  });
};
