import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from './exchange.contract.js';
import type { TwoNodes } from './spec/two-nodes.js';

/** More than any size that travels holds. */
const tooLong = 'x'.repeat(100_000);

/** What a bridge does with a message that stops something while others of its case wait. */
export const overtakingContract = (world: TwoNodes): void => {
  describe('A message that stops something', () => {
    it('goes although one before it never can, and though others wait for that one', async () => {
      world.start(world.thai, world.burmese);
      const [stuck, other] = [randomUUID(), randomUUID()];
      world.thai.desk.approve(stuck, 'MM', 'notice');
      await eventually(() => world.receiptsOf(stuck).length === 1);
      world.thai.desk.approve(stuck, 'MM', tooLong);
      world.thai.desk.approve(stuck, 'MM', 'waits');
      await eventually(async () => (await world.thai.parkedEvents.count()) === 2);
      world.thai.desk.approve(stuck, 'MM', 'stop', undefined, 'ContactStopped');
      world.thai.desk.approve(other, 'MM', 'of another case');
      await eventually(() => world.receiptsOf(stuck).length === 2);
      await eventually(() => world.receiptsOf(other).length === 1);
      expect(world.effectsOf(stuck)).toEqual(['notice', 'stop']);
      expect(await world.thai.parkedEvents.count()).toBe(2);
    });

    it('takes effect although one before it was lost, and what comes late follows', async () => {
      world.start(world.burmese);
      const thaiCase = randomUUID();
      await world.post(world.letter(thaiCase, 1));
      await world.post(world.letter(thaiCase, 3));
      await world.post(world.letter(thaiCase, 4, { kind: 'ContactStopped' }));
      await eventually(() => world.effectsOf(thaiCase).length === 2);
      expect(world.effectsOf(thaiCase)).toEqual(['1', '4']);
      expect(await world.burmese.parkedMessages.count()).toBe(1);
      await world.post(world.letter(thaiCase, 2));
      await eventually(() => world.effectsOf(thaiCase).length === 4);
      expect(world.effectsOf(thaiCase)).toEqual(['1', '4', '2', '3']);
    });

    it('takes effect although one before it was put aside as a dead letter', async () => {
      world.start(world.burmese);
      const thaiCase = randomUUID();
      await world.post(world.letter(thaiCase, 1));
      await world.post(world.letter(thaiCase, 2, { kind: 'Unheard' }));
      await world.post(world.letter(thaiCase, 3, { kind: 'ContactStopped' }));
      await eventually(() => world.effectsOf(thaiCase).length === 2);
      expect(world.effectsOf(thaiCase)).toEqual(['1', '3']);
      expect(await world.burmese.deadLetters.count()).toBe(1);
    });

    it('is tried again by itself while one before it is missing', async () => {
      const thaiCase = randomUUID();
      world.burmese.desk.broken.add(world.burmeseCaseOf(thaiCase));
      world.start(world.burmese);
      await world.post(world.letter(thaiCase, 2));
      await world.post(world.letter(thaiCase, 3, { kind: 'ContactStopped' }));
      await eventually(async () => (await world.burmese.parkedMessages.count()) === 2);
      world.burmese.desk.broken.delete(world.burmeseCaseOf(thaiCase));
      await eventually(() => world.effectsOf(thaiCase).length === 1);
      expect(world.effectsOf(thaiCase)).toEqual(['3']);
    });
  });
};
