import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { generateNodeKeys } from './crypto/keys.js';
import { eventually } from './exchange.contract.js';
import { treatyAmong } from './spec/country-desk.js';
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
  const awaitedIds = async () =>
    (
      await world.thai.database.query<{ message_id: string }[]>(
        'select message_id from bridge.awaited_receipt',
      )
    ).map((row) => row.message_id);
  const settledSoon = () => eventually(async () => (await waiting()).length === 0);

  describe('A message that the exchange confirmed and lost', () => {
    it('arrives when it is sent again, has effect once, and waits for its receipt until then', async () => {
      world.losing(toMyanmar, true);
      const thaiCase = await world.person();
      startWith(200);
      await world.thai.desk.tell(thaiCase, 'MM', 'lost');
      await eventually(() => world.thai.counted.includes('message_sent_again'));
      expect(await waiting()).toEqual([waits]);
      expect(await world.effectsOf(thaiCase)).toEqual([]);
      world.losing(toMyanmar, false);
      await eventually(() => world.receipted(thaiCase));
      await settledSoon();
      expect(await world.effectsOf(thaiCase)).toEqual(['lost']);
      expect(await world.receiptsOf(thaiCase)).toEqual(['received']);
    });

    it('lets what waits behind it in its case go on', async () => {
      world.losing(toMyanmar, true);
      const thaiCase = await world.person();
      startWith(2_000);
      await world.thai.desk.tell(thaiCase, 'MM', '1');
      await eventually(async () => (await waiting()).length === 1);
      world.losing(toMyanmar, false);
      await world.thai.desk.tell(thaiCase, 'MM', '2');
      await eventually(() => world.receipted(thaiCase, 2));
      await settledSoon();
      expect(await world.effectsOf(thaiCase)).toEqual(['1', '2']);
    });

    it('is not sent again where it may not go any more, and is told apart; it is where it may again', async () => {
      world.losing(toMyanmar, true);
      const thaiCase = await world.person();
      startWith(100);
      const { law } = world.thai.desk;
      const { instruments } = law;
      await world.thai.desk.tell(thaiCase, 'MM', 'no treaty');
      await eventually(async () => (await waiting()).length === 1);
      law.instruments = [];
      await eventually(() => world.thai.counted.includes('message_kept_back'));
      world.losing(toMyanmar, false);
      expect(await waiting()).toEqual([{ with: 'MM', waiting: 0, keptBack: 1 }]);
      await eventually(() => world.thai.counted.filter((what) => what === 'message_kept_back').length > 1);
      expect(await world.onTopic(toMyanmar)).toBe(0);
      law.instruments = instruments;
      await settledSoon();
      expect(await world.effectsOf(thaiCase)).toEqual(['no treaty']);
    });

    it('is awaited no more where it may not go any more and that is said there', async () => {
      world.losing(toMyanmar, true);
      // Until the end of today in Thailand, seven hours ahead of UTC.
      const thaiToday = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
      const thaiCase = await world.person(thaiToday);
      startWith(100);
      await world.thai.desk.tell(thaiCase, 'MM', 'consented to for a day');
      await eventually(async () => (await waiting()).length === 1);
      world.thai.clock.moveBy(2 * 24 * 3_600_000);
      await eventually(() => world.thai.counted.includes('message_given_up'));
      world.losing(toMyanmar, false);
      await eventually(() => world.receipted(thaiCase));
      await settledSoon();
      expect(await world.effectsOf(thaiCase)).toEqual(['MessageRecalled']);
    });

    it('is awaited no more once the person was erased, and not sent', async () => {
      world.losing(toMyanmar, true);
      const thaiCase = await world.person();
      startWith(60_000);
      await world.thai.desk.tell(thaiCase, 'MM', 'erased');
      await eventually(async () => (await waiting()).length === 1);
      await world.thai.desk.erase(thaiCase);
      const { own } = (await world.thai.desk.fileOf(thaiCase)).disclosure;
      const asking = own.filter(({ kind }) => kind === 'ErasureRequested');
      await eventually(
        async () => (await awaitedIds()).join() === asking.map(({ messageId }) => messageId).join(),
      );
      expect(world.thai.counted).not.toContain('message_sent_again');
    });

    it('is taken although the key that signed it first has a successor since', async () => {
      world.losing(toMyanmar, true);
      const thaiCase = await world.person();
      startWith(1_000);
      await world.thai.desk.tell(thaiCase, 'MM', 'old key');
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
      await eventually(() => world.receipted(thaiCase));
      expect(await world.burmese.deadLetters.count()).toBe(0);
    });
  });

  describe('A receipt that the exchange confirmed and lost', () => {
    it('comes again for the message sent again, which has effect once', async () => {
      world.losing(toThailand, true);
      const thaiCase = await world.person();
      startWith(2_000);
      await world.thai.desk.tell(thaiCase, 'MM', 'taken');
      await eventually(() => world.burmese.counted.includes('receipt_published'));
      expect(await waiting()).toEqual([waits]);
      world.losing(toThailand, false);
      await eventually(() => world.receipted(thaiCase));
      await settledSoon();
      expect(await world.effectsOf(thaiCase)).toEqual(['taken']);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });

    it('is not awaited for ever where the message may not go again and a later one was receipted', async () => {
      world.losing(toThailand, true);
      const thaiCase = await world.person();
      startWith(2_000);
      await world.thai.desk.tell(thaiCase, 'MM', '1');
      await eventually(() => world.burmese.counted.includes('receipt_published'));
      world.losing(toThailand, false);
      const second = treatyAmong(['TH', 'MM'], '2');
      world.burmese.desk.law.instruments = [...world.burmese.desk.law.instruments, second];
      world.thai.desk.law.instruments = [second];
      await world.thai.desk.tell(thaiCase, 'MM', '2');
      await settledSoon();
      expect(await world.receiptsOf(thaiCase)).toEqual(['received']);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });
  });

  describe('What waits for a receipt', () => {
    it('is found in the events by a bridge that had not noted it, and is not sent at once', async () => {
      const [open, done] = [await world.person(), await world.person()];
      const early = new AbortController();
      const ended = world.thai.outward().run(early.signal);
      await world.thai.desk.tell(open, 'MM', 'open');
      await world.thai.desk.tell(done, 'MM', 'done');
      await eventually(async () => (await world.onTopic(toMyanmar)) === 2);
      const { messageId } = (await world.thai.desk.fileOf(done)).disclosure.own.at(-1)!;
      await world.thai.desk.asNode(done, {
        type: 'RecordReceipt',
        body: { messageId, from: 'MM', outcome: 'received' },
      });
      await eventually(async () => (await waiting()).length === 1 && (await waiting())[0]?.waiting === 1);
      early.abort();
      await ended;
      await world.thai.database.query('delete from bridge.awaited_receipt');
      await world.thai.database.query(`delete from following.checkpoints where name = 'receipts'`);
      world.startEach(world.thai.outward());
      await eventually(async () => (await waiting()).length === 1);
      const rows = await world.thai.database.query<{ case_id: string }[]>(
        'select case_id from bridge.awaited_receipt',
      );
      expect(rows).toEqual([{ case_id: open }]);
      expect(await world.onTopic(toMyanmar)).toBe(2);
    });

    it('is sent again by the process that holds the lease, and by none that has lost it', async () => {
      const thaiCase = await world.person();
      const early = new AbortController();
      const ended = world.thai.outward().run(early.signal);
      await world.thai.desk.tell(thaiCase, 'MM', 'once');
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
