import { describe, expect, it } from '@jest/globals';
import type { Country } from '#casework';
import type { Channel } from './channel.js';
import { eventually } from './exchange.contract.js';
import type { TwoNodes } from './spec/two-nodes.js';
import { queueDepths } from './tables/queue-depths.js';

/** What a bridge does with a message that stops something while others of its case wait. */
export const overtakingContract = (world: TwoNodes): void => {
  describe('A message that stops something', () => {
    it('goes although one before it never can, and though others wait for that one', async () => {
      const { thai, burmese } = world;
      const barred = (to: Country): Channel => ({
        ...thai.channel(to),
        send: (message, caseId) =>
          JSON.stringify(message.payload).includes('cannot go')
            ? Promise.reject(new Error('It cannot travel.'))
            : thai.channel(to).send(message, caseId),
      });
      const [stuck, other] = [await world.person(), await world.person()];
      world.start(burmese);
      world.startEach(thai.inward, thai.outward(barred));
      await world.thai.desk.tell(stuck, 'MM', 'notice');
      await eventually(() => world.receipted(stuck));
      await world.thai.desk.tell(stuck, 'MM', 'cannot go');
      await world.thai.desk.tell(stuck, 'MM', 'waits');
      await eventually(async () => (await queueDepths(world.thai.database)).parkedEvents === 2);
      await thai.desk.give(stuck, { type: 'StopContact', body: { with: 'MM', reason: 'Followed.' } });
      await world.thai.desk.tell(other, 'MM', 'of another case');
      await eventually(() => world.receipted(stuck, 2));
      await eventually(() => world.receipted(other));
      expect(await world.effectsOf(stuck)).toEqual(['notice', 'ContactStopped']);
      expect((await queueDepths(world.thai.database)).parkedEvents).toBe(2);
    });

    it('takes effect although one before it was lost, and what comes late after it has none', async () => {
      const thaiCase = await world.person();
      world.start(world.burmese);
      await world.post(world.letter(thaiCase, 1));
      await world.post(world.letter(thaiCase, 3));
      await world.post(world.letter(thaiCase, 4, { kind: 'ContactStopped' }));
      await eventually(async () => (await world.effectsOf(thaiCase)).length === 2);
      expect(await world.effectsOf(thaiCase)).toEqual(['1', 'ContactStopped']);
      expect(await world.burmese.parkedMessages.count()).toBe(1);
      await world.post(world.letter(thaiCase, 2));
      await eventually(() => world.burmeseHeard().length === 5);
      expect(await world.effectsOf(thaiCase)).toEqual(['1', 'ContactStopped']);
      await eventually(async () => (await world.burmese.parkedMessages.count()) === 0);
    });

    it('takes effect although one before it was put aside as a dead letter', async () => {
      const thaiCase = await world.person();
      world.start(world.burmese);
      await world.post(world.letter(thaiCase, 1));
      await world.post(world.letter(thaiCase, 2, { kind: 'Unheard' }));
      await world.post(world.letter(thaiCase, 3, { kind: 'ContactStopped' }));
      await eventually(async () => (await world.effectsOf(thaiCase)).length === 2);
      expect(await world.effectsOf(thaiCase)).toEqual(['1', 'ContactStopped']);
      expect(await world.burmese.deadLetters.count()).toBe(1);
    });

    it('is tried again by itself while one before it is missing', async () => {
      const thaiCase = await world.person();
      world.burmese.desk.broken.add(world.burmeseCaseOf(thaiCase));
      world.start(world.burmese);
      await world.post(world.letter(thaiCase, 2));
      await world.post(world.letter(thaiCase, 3, { kind: 'ContactStopped' }));
      await eventually(async () => (await world.burmese.parkedMessages.count()) === 2);
      world.burmese.desk.broken.delete(world.burmeseCaseOf(thaiCase));
      await eventually(async () => (await world.effectsOf(thaiCase)).length === 1);
      expect(await world.effectsOf(thaiCase)).toEqual(['ContactStopped']);
    });
  });
};
