import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ForeignCheckpointError } from '#event-store';
import type { Channel } from './channel.js';
import { eventually } from './exchange.contract.js';
import type { Border } from './spec/border.js';
import { betweenTwoNodes, toMyanmar, toThailand } from './spec/two-nodes.js';
import { hourContract } from './hour.contract.js';
import { lossContract } from './loss.contract.js';
import { overtakingContract } from './overtaking.contract.js';
import { queueDepths } from './tables/queue-depths.js';

/** What two bridges do over any exchange. */
export const bridgeContract = (over: string, border?: Border): void => {
  describe(`over ${over}`, () => {
    const world = betweenTwoNodes(border);

    describe('A message between two nodes', () => {
      it('has effect on the other side and is receipted, both ways, each naming the case by the other’s reference', async () => {
        world.start(world.thai, world.burmese);
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', 'found in Phetchaburi');
        await eventually(() => world.receiptsOf(thaiCase).length === 1);
        expect(world.effectsOf(thaiCase)).toEqual(['found in Phetchaburi']);
        world.burmese.desk.approve(world.burmeseCaseOf(thaiCase), 'TH', 'ours');
        await eventually(
          () => world.burmese.desk.caseOf(world.burmeseCaseOf(thaiCase)).own[0]?.receipts.length === 1,
        );
        expect(world.thai.desk.effects(thaiCase)).toEqual(['ours']);
        expect(world.receiptsOf(thaiCase)).toEqual(['received']);
      });

      it('crosses without any polling on its way', async () => {
        world.start(world.thai, world.burmese);
        const warm = randomUUID();
        world.thai.desk.approve(warm, 'MM', 'first');
        await eventually(() => world.receiptsOf(warm).length === 1);
        const begun = Date.now();
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', 'second');
        await eventually(() => world.receiptsOf(thaiCase).length === 1);
        expect(Date.now() - begun).toBeLessThan(1_000);
      });

      it('tells its sender when it was refused, and why', async () => {
        world.start(world.thai, world.burmese);
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', 'refuse me');
        world.thai.desk.approve(thaiCase, 'MM', 'the next one');
        await eventually(() => world.receiptsOf(thaiCase).length === 2);
        expect(world.receiptsOf(thaiCase)).toEqual(['refused: no_clause', 'received']);
      });

      it('keeps the order of each case among many', async () => {
        world.start(world.thai, world.burmese);
        const cases = Array.from({ length: 12 }, () => randomUUID());
        for (let n = 1; n <= 8; n += 1)
          for (const thaiCase of cases) world.thai.desk.approve(thaiCase, 'MM', `${n}`);
        await eventually(() => cases.every((thaiCase) => world.receiptsOf(thaiCase).length === 8), 20_000);
        for (const thaiCase of cases)
          expect(world.effectsOf(thaiCase)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
      });

      it('has effect once however often it comes, and gets its receipt again', async () => {
        world.start(world.burmese);
        const thaiCase = randomUUID();
        const message = world.letter(thaiCase, 1);
        for (let times = 0; times < 3; times += 1) await world.post(message);
        await eventually(async () => (await world.onTopic(toThailand)) === 3);
        expect(world.effectsOf(thaiCase)).toEqual(['1']);
        expect(world.burmese.store.events.map(({ type }) => type)).toEqual(['MessageReceived']);
      });

      it('leaves nothing readable outside the two desks', async () => {
        world.start(world.burmese);
        const mark = 'ဒေါ်အေးအေးမြင့်';
        const [first, gap] = [randomUUID(), randomUUID()];
        await world.post(world.letter(first, 1, { payload: { text: mark } }));
        await world.post(world.letter(gap, 2, { payload: { text: mark } }));
        await world.post(world.letter(first, 2, { kind: 'Unheard', payload: { text: mark } }));
        await eventually(async () => (await world.burmese.deadLetters.count()) === 1);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 1);
        const rowsOf = (table: string) =>
          `select row.*, convert_from(row.message, 'UTF8') as text from ${table} row`;
        const bytes = JSON.stringify([
          await world.keptByExchange(),
          await world.burmese.database.query<unknown>(rowsOf('bridge.parked_message')),
          await world.burmese.database.query<unknown>(rowsOf('bridge.dead_letter')),
          world.burmese.counted,
        ]);
        const read = [mark, first, gap, 'CaseNotified', 'Unheard', 'TH-MM-MOU'].filter((secret) =>
          bytes.includes(secret),
        );
        expect(bytes.split('homeward.message').length - 1).toBe(6);
        expect(read).toEqual([]);
      });
    });

    describe('A gap', () => {
      it('parks its own case only, and is drained in order when the missing message comes', async () => {
        world.start(world.burmese);
        const [gapped, whole] = [randomUUID(), randomUUID()];
        await world.post(world.letter(gapped, 3));
        await world.post(world.letter(gapped, 2));
        await world.post(world.letter(whole, 1));
        await eventually(() => world.effectsOf(whole).length === 1);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 2);
        await eventually(async () => (await world.onTopic(toThailand)) === 1);
        expect(world.effectsOf(gapped)).toEqual([]);
        await world.post(world.letter(gapped, 1));
        await eventually(async () => (await world.onTopic(toThailand)) === 4);
        expect(world.effectsOf(gapped)).toEqual(['1', '2', '3']);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 0);
        expect(await queueDepths(world.burmese.database)).toMatchObject({
          parkedMessages: 0,
          deadLetters: 0,
        });
      });

      it('is told apart from a place that another message has taken', async () => {
        world.start(world.burmese);
        const thaiCase = randomUUID();
        await world.post(world.letter(thaiCase, 1));
        await world.post(world.letter(thaiCase, 1, { payload: { text: 'another' } }));
        await eventually(async () => (await world.onTopic(toThailand)) === 2);
        expect(world.effectsOf(thaiCase)).toEqual(['1']);
        expect(world.burmese.counted).toContain('message_received sequence_used');
        expect(await queueDepths(world.burmese.database)).toMatchObject({
          parkedMessages: 0,
          deadLetters: 0,
        });
      });
    });

    lossContract(world);
    hourContract(world);
    overtakingContract(world);

    describe('A broken case', () => {
      it('waits on the sending side, in order, while the others go on', async () => {
        world.start(world.thai, world.burmese);
        const [broken, sound] = [randomUUID(), randomUUID()];
        world.thai.desk.broken.add(broken);
        for (const text of ['1', '2']) world.thai.desk.approve(broken, 'MM', text);
        world.thai.desk.approve(sound, 'MM', 'sound');
        await eventually(() => world.receiptsOf(sound).length === 1);
        expect(await world.thai.parkedEvents.count()).toBe(2);
        expect(world.effectsOf(broken)).toEqual([]);
        world.thai.desk.broken.delete(broken);
        await eventually(() => world.receiptsOf(broken).length === 2);
        expect(world.effectsOf(broken)).toEqual(['1', '2']);
        expect(await world.thai.parkedEvents.count()).toBe(0);
      });

      it('is put aside event by event where its events cannot be read, and the others go on', async () => {
        const [broken, sound] = [randomUUID(), randomUUID()];
        const odd = { kind: 'CaseNotified', to: 'Atlantis', sequence: 'first' };
        for (const type of ['MessageApproved', 'MessageReleased', 'MessageReceipted'])
          world.thai.store.add(broken, type, odd);
        world.start(world.thai, world.burmese);
        world.thai.desk.approve(sound, 'MM', 'sound');
        await eventually(() => world.receiptsOf(sound).length === 1);
        expect((await queueDepths(world.thai.database)).unreadEvents).toBe(3);
      });

      it('waits on the receiving side, in order, while the others go on', async () => {
        world.start(world.thai, world.burmese);
        const [broken, sound] = [randomUUID(), randomUUID()];
        world.burmese.desk.broken.add(world.burmeseCaseOf(broken));
        for (const text of ['1', '2']) world.thai.desk.approve(broken, 'MM', text);
        world.thai.desk.approve(sound, 'MM', 'sound');
        await eventually(() => world.receiptsOf(sound).length === 1);
        expect(world.receiptsOf(broken)).toEqual([]);
        world.burmese.desk.broken.clear();
        await eventually(() => world.receiptsOf(broken).length === 2);
        expect(world.effectsOf(broken)).toEqual(['1', '2']);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 0);
      });
    });

    describe('A bridge that is killed', () => {
      /** A process that dies in the middle of sending: nothing after that line ever runs. */
      const dyingNode = async (
        before: (channel: Channel) => (...sent: Parameters<Channel['send']>) => Promise<void>,
      ) => {
        const dead = new AbortController();
        let died = false;
        const never = new Promise<void>(() => undefined);
        void world.thai
          .outward((to) => ({
            answersByItself: true,
            send: async (...sent) => {
              await before(world.thai.channel(to))(...sent);
              died = true;
              await never;
            },
          }))
          .run(dead.signal);
        await eventually(() => died);
        dead.abort();
      };

      it('between release and publishing loses nothing', async () => {
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', '1');
        await dyingNode(() => () => Promise.resolve());
        expect(await world.onTopic(toMyanmar)).toBe(0);
        world.start(world.thai, world.burmese);
        await eventually(() => world.receiptsOf(thaiCase).length === 1);
        expect(world.effectsOf(thaiCase)).toEqual(['1']);
      });

      it('between publishing and its checkpoint sends again, and the message has effect once', async () => {
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', '1');
        await dyingNode((channel) => (message, caseId) => channel.send(message, caseId));
        expect(await world.onTopic(toMyanmar)).toBe(1);
        world.start(world.thai, world.burmese);
        world.thai.desk.approve(thaiCase, 'MM', '2');
        await eventually(() => world.receiptsOf(thaiCase).length === 2);
        await eventually(async () => (await world.onTopic(toThailand)) === 3);
        expect(await world.onTopic(toMyanmar)).toBe(3);
        expect(world.effectsOf(thaiCase)).toEqual(['1', '2']);
      });

      it('goes on from its checkpoint and publishes nothing twice when it was stopped in peace', async () => {
        const early = new AbortController();
        const ended = world.thai.outward().run(early.signal);
        const thaiCase = randomUUID();
        world.thai.desk.approve(thaiCase, 'MM', '1');
        await eventually(async () => (await world.onTopic(toMyanmar)) === 1);
        early.abort();
        await ended;
        world.start(world.thai, world.burmese);
        world.thai.desk.approve(thaiCase, 'MM', '2');
        await eventually(() => world.receiptsOf(thaiCase).length === 2);
        expect(await world.onTopic(toMyanmar)).toBe(2);
      });

      it('does not follow another history from an old checkpoint', async () => {
        const early = new AbortController();
        const ended = world.thai.outward().run(early.signal);
        world.thai.desk.approve(randomUUID(), 'MM', '1');
        await eventually(async () => (await world.onTopic(toMyanmar)) === 1);
        early.abort();
        await ended;
        world.thai.store.restore();
        await expect(world.thai.outward().run(world.signal)).rejects.toThrow(ForeignCheckpointError);
      });
    });
  });
};
