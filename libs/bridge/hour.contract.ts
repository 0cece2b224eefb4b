import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from './exchange.contract.js';
import type { TwoNodes } from './spec/two-nodes.js';
import { queueDepths } from './tables/queue-depths.js';

const hourMs = 3_600_000;

/** What a bridge does with an approved message that is to go at an hour. */
export const hourContract = (world: TwoNodes): void => {
  const inAnHour = () => new Date(Date.now() + hourMs).toISOString();
  const kept = async (): Promise<number> =>
    (await world.thai.database.query<unknown[]>('select from bridge.waiting_release')).length;

  describe('A message that waits for its hour', () => {
    it('goes then and not before, and holds up nothing of its case', async () => {
      world.start(world.thai, world.burmese);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'waits', inAnHour());
      world.thai.desk.approve(thaiCase, 'MM', 'goes at once');
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
      expect(world.effectsOf(thaiCase)).toEqual(['goes at once']);
      expect(await kept()).toBe(1);
      world.thai.clock.moveBy(hourMs);
      await eventually(() => world.receiptsOf(thaiCase).length === 2);
      expect(world.effectsOf(thaiCase)).toEqual(['goes at once', 'waits']);
      await eventually(async () => (await kept()) === 0);
    });

    it('goes once, whoever runs when its hour comes, also where the bridge died in between', async () => {
      world.start(world.burmese);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'waits', inAnHour());
      const died = new AbortController();
      const running = world.thai.outward().run(died.signal);
      await eventually(async () => (await kept()) === 1);
      died.abort();
      await running;
      world.thai.clock.moveBy(hourMs);
      world.startEach(world.thai.inward, world.thai.outward());
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
      expect(world.effectsOf(thaiCase)).toEqual(['waits']);
    });

    it('is kept until the desk lets it go, where the two disagree about the hour', async () => {
      world.start(world.thai, world.burmese);
      const thaiCase = randomUUID();
      world.thai.desk.approve(thaiCase, 'MM', 'waits', inAnHour());
      await eventually(async () => (await kept()) === 1);
      await world.thai.database.query('update bridge.waiting_release set not_before = now()');
      await eventually(
        async () =>
          (
            await world.thai.database.query<unknown[]>(
              'select from bridge.waiting_release where attempts > 1',
            )
          ).length === 1,
      );
      expect(world.effectsOf(thaiCase)).toEqual([]);
      expect((await queueDepths(world.thai.database)).overdueReleases).toBe(1);
      world.thai.clock.moveBy(hourMs);
      await eventually(() => world.receiptsOf(thaiCase).length === 1);
    });
  });
};
