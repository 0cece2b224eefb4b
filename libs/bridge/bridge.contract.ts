import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ForeignCheckpointError } from '#event-store';
import type { Channel } from './channel.js';
import { eventually } from './exchange.contract.js';
import type { Border } from './spec/border.js';
import { newsFrom } from './spec/country-desk.js';
import { betweenTwoNodes, toMyanmar, toThailand } from './spec/two-nodes.js';
import { hourContract } from './hour.contract.js';
import { lossContract } from './loss.contract.js';
import { overtakingContract } from './overtaking.contract.js';
import { versionsContract } from './versions.contract.js';
import { queueDepths } from './tables/queue-depths.js';

/** What two bridges do over any exchange. */
export const bridgeContract = (over: string, border?: Border): void => {
  describe(`over ${over}`, () => {
    const world = betweenTwoNodes(border);

    describe('A message between two nodes', () => {
      it('has effect on the other side and is receipted, both ways, each naming the case by the other’s reference', async () => {
        world.start(world.thai, world.burmese);
        const thaiCase = randomUUID();
        const burmeseCase = world.burmeseCaseOf(thaiCase);
        await world.thai.desk.open(thaiCase);
        await world.thai.desk.notify(thaiCase, 'MM');
        await eventually(async () => (await world.thai.desk.receipts(thaiCase)).length === 1);
        expect(await world.burmese.desk.effects(burmeseCase)).toEqual(['CaseNotified']);
        await world.burmese.desk.give(burmeseCase, {
          type: 'AcknowledgeCase',
          body: { country: 'TH', focalPerson: 'officer-1' },
        });
        await eventually(async () => (await world.burmese.desk.receipts(burmeseCase)).length === 1);
        expect(await world.thai.desk.effects(thaiCase)).toEqual(['CaseAcknowledged']);
        expect(await world.thai.desk.receipts(thaiCase)).toEqual(['received']);
      });

      it('crosses without any polling on its way', async () => {
        const warm = await world.person();
        const thaiCase = await world.person();
        world.start(world.thai, world.burmese);
        await world.thai.desk.tell(warm, 'MM', 'first');
        await eventually(() => world.receipted(warm));
        const begun = Date.now();
        await world.thai.desk.tell(thaiCase, 'MM', 'second');
        await eventually(() => world.receipted(thaiCase));
        expect(Date.now() - begun).toBeLessThan(1_000);
      });

      it('tells its sender when it was refused, and why', async () => {
        const thaiCase = await world.person();
        world.start(world.thai, world.burmese);
        const { law } = world.burmese.desk;
        const { instruments } = law;
        law.instruments = instruments.map((each) => ({ ...each, status: 'ended', until: '2001-01-01' }));
        await world.thai.desk.tell(thaiCase, 'MM', 'under a treaty that has ended there');
        await eventually(() => world.receipted(thaiCase));
        law.instruments = instruments;
        await world.thai.desk.tell(thaiCase, 'MM', 'the next one');
        await eventually(() => world.receipted(thaiCase, 2));
        expect(await world.receiptsOf(thaiCase)).toEqual(['refused: outside_clause', 'received']);
        expect(await world.effectsOf(thaiCase)).toEqual(['the next one']);
      });

      it('keeps the order of each case among many', async () => {
        const cases = await Promise.all(Array.from({ length: 12 }, () => world.person()));
        world.start(world.thai, world.burmese);
        for (let n = 1; n <= 8; n += 1)
          for (const thaiCase of cases) await world.thai.desk.tell(thaiCase, 'MM', `${n}`);
        for (const thaiCase of cases) await eventually(() => world.receipted(thaiCase, 8));
        for (const thaiCase of cases)
          expect(await world.effectsOf(thaiCase)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
      });

      it('has effect once however often it comes, and gets its receipt again', async () => {
        const thaiCase = await world.person();
        world.start(world.burmese);
        const message = world.letter(thaiCase, 1);
        for (let times = 0; times < 3; times += 1) await world.post(message);
        await eventually(async () => (await world.onTopic(toThailand)) === 3);
        expect(await world.effectsOf(thaiCase)).toEqual(['1']);
        expect(world.burmeseHeard()).toEqual(['CaseNotified', 'CourtOutcomeNotified']);
      });

      it('leaves nothing readable outside the two desks', async () => {
        const [first, gap] = [await world.person(), await world.person()];
        world.start(world.burmese);
        const mark = 'ဒေါ်အေးအေးမြင့်';
        const payload = { noticeId: randomUUID(), hearing: newsFrom(mark) };
        await world.post(world.letter(first, 1, { payload }));
        await world.post(world.letter(gap, 2, { payload }));
        await world.post(world.letter(first, 2, { kind: 'Unheard', payload }));
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
        const read = [mark, first, gap, 'CourtOutcomeNotified', 'Unheard', 'SAMPLE'].filter((secret) =>
          bytes.includes(secret),
        );
        expect(bytes.split('homeward.message').length - 1).toBe(6);
        expect(read).toEqual([]);
      });
    });

    describe('A gap', () => {
      it('parks its own case only, and is drained in order when the missing message comes', async () => {
        const [gapped, whole] = [await world.person(), await world.person()];
        world.start(world.burmese);
        await world.post(world.letter(gapped, 3));
        await world.post(world.letter(gapped, 2));
        await world.post(world.letter(whole, 1));
        await eventually(async () => (await world.effectsOf(whole)).length === 1);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 2);
        await eventually(async () => (await world.onTopic(toThailand)) === 1);
        expect(await world.effectsOf(gapped)).toEqual([]);
        await world.post(world.letter(gapped, 1));
        await eventually(async () => (await world.onTopic(toThailand)) === 4);
        expect(await world.effectsOf(gapped)).toEqual(['1', '2', '3']);
        await eventually(async () => (await world.burmese.parkedMessages.count()) === 0);
        expect(await queueDepths(world.burmese.database)).toMatchObject({
          parkedMessages: 0,
          deadLetters: 0,
        });
      });

      it('is told apart from a place that another message has taken', async () => {
        const thaiCase = await world.person();
        world.start(world.burmese);
        await world.post(world.letter(thaiCase, 1));
        await world.post(
          world.letter(thaiCase, 1, { payload: { noticeId: randomUUID(), hearing: newsFrom('another') } }),
        );
        await eventually(async () => (await world.onTopic(toThailand)) === 2);
        expect(await world.effectsOf(thaiCase)).toEqual(['1']);
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
    versionsContract(world);

    describe('A broken case', () => {
      it('waits on the sending side, in order, while the others go on', async () => {
        const [broken, sound] = [await world.person(), await world.person()];
        world.start(world.thai, world.burmese);
        world.thai.desk.broken.add(broken);
        for (const text of ['1', '2']) await world.thai.desk.tell(broken, 'MM', text);
        await world.thai.desk.tell(sound, 'MM', 'sound');
        await eventually(() => world.receipted(sound));
        expect((await queueDepths(world.thai.database)).parkedEvents).toBe(2);
        expect(await world.effectsOf(broken)).toEqual([]);
        world.thai.desk.broken.delete(broken);
        await eventually(() => world.receipted(broken, 2));
        expect(await world.effectsOf(broken)).toEqual(['1', '2']);
        expect((await queueDepths(world.thai.database)).parkedEvents).toBe(0);
      });

      it('is put aside event by event where its events cannot be read, and the others go on', async () => {
        const sound = await world.person();
        const odd = { kind: 'CaseNotified', to: 'Atlantis', sequence: 'first' };
        for (const type of ['MessageApproved', 'MessageReleased', 'MessageReceipted'])
          await world.thai.desk.addOdd(randomUUID(), type, odd);
        world.start(world.thai, world.burmese);
        await world.thai.desk.tell(sound, 'MM', 'sound');
        await eventually(() => world.receipted(sound));
        expect((await queueDepths(world.thai.database)).unreadEvents).toBe(3);
      });

      it('waits on the receiving side, in order, while the others go on', async () => {
        const [broken, sound] = [await world.person(), await world.person()];
        world.start(world.thai, world.burmese);
        world.burmese.desk.broken.add(world.burmeseCaseOf(broken));
        for (const text of ['1', '2']) await world.thai.desk.tell(broken, 'MM', text);
        await world.thai.desk.tell(sound, 'MM', 'sound');
        await eventually(() => world.receipted(sound));
        expect(await world.receiptsOf(broken)).toEqual([]);
        world.burmese.desk.broken.clear();
        await eventually(() => world.receipted(broken, 2));
        expect(await world.effectsOf(broken)).toEqual(['1', '2']);
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
        const thaiCase = await world.person();
        await world.thai.desk.tell(thaiCase, 'MM', '1');
        await dyingNode(() => () => Promise.resolve());
        expect(await world.onTopic(toMyanmar)).toBe(0);
        world.start(world.thai, world.burmese);
        await eventually(() => world.receipted(thaiCase));
        expect(await world.effectsOf(thaiCase)).toEqual(['1']);
      });

      it('between publishing and its checkpoint sends again, and the message has effect once', async () => {
        const thaiCase = await world.person();
        await world.thai.desk.tell(thaiCase, 'MM', '1');
        await dyingNode((channel) => (message, caseId) => channel.send(message, caseId));
        expect(await world.onTopic(toMyanmar)).toBe(1);
        world.start(world.thai, world.burmese);
        await world.thai.desk.tell(thaiCase, 'MM', '2');
        await eventually(() => world.receipted(thaiCase, 2));
        await eventually(async () => (await world.onTopic(toThailand)) === 3);
        expect(await world.onTopic(toMyanmar)).toBe(3);
        expect(await world.effectsOf(thaiCase)).toEqual(['1', '2']);
      });

      it('goes on from its checkpoint and publishes nothing twice when it was stopped in peace', async () => {
        const thaiCase = await world.person();
        const early = new AbortController();
        const ended = world.thai.outward().run(early.signal);
        await world.thai.desk.tell(thaiCase, 'MM', '1');
        await eventually(async () => (await world.onTopic(toMyanmar)) === 1);
        early.abort();
        await ended;
        world.start(world.thai, world.burmese);
        await world.thai.desk.tell(thaiCase, 'MM', '2');
        await eventually(() => world.receipted(thaiCase, 2));
        expect(await world.onTopic(toMyanmar)).toBe(2);
      });

      it('does not follow another history from an old checkpoint', async () => {
        const thaiCase = await world.person();
        const early = new AbortController();
        const ended = world.thai.outward().run(early.signal);
        await world.thai.desk.tell(thaiCase, 'MM', '1');
        await eventually(async () => (await world.onTopic(toMyanmar)) === 1);
        early.abort();
        await ended;
        world.thai.store.replace();
        await expect(world.thai.outward().run(world.signal)).rejects.toThrow(ForeignCheckpointError);
      });
    });
  });
};
