import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '#casework';
import { sampleMother, samplePlace } from '../casework/spec/histories.js';
import { eventually } from './exchange.contract.js';
import type { TwoNodes } from './spec/two-nodes.js';
import { queueDepths } from './tables/queue-depths.js';

const said = { source: 'person', confidence: 'high' } as const;
const herFamily: readonly CaseCommand[] = [
  { type: 'RecordOrigin', body: { ...said, origin: samplePlace } },
  { type: 'RecordRelative', body: { ...sampleMother, source: 'person' } },
  { type: 'RequestFamilyTracing', body: { of: 'MM', coverStory: 'A friend asks.' } },
];

/** What a bridge does with an approved message that is to go at an hour. */
export const hourContract = (world: TwoNodes): void => {
  const kept = async (): Promise<number> =>
    (await world.burmese.database.query<unknown[]>('select from bridge.waiting_release')).length;

  /** A case whose family Thailand asks for; Myanmar has not been asked yet. */
  const familyAskedFor = async () => {
    const thaiCase = await world.person();
    for (const command of herFamily) await world.thai.desk.give(thaiCase, command);
    return { thaiCase, burmeseCase: world.burmeseCaseOf(thaiCase) };
  };

  /** Myanmar finds no family: an answer that goes at its hour. Says until when it waits, milliseconds. */
  const notFound = async (burmeseCase: string): Promise<number> => {
    await eventually(async () =>
      (await world.burmese.desk.effects(burmeseCase)).includes('FamilyTracingRequested'),
    );
    const { give, fileOf } = world.burmese.desk;
    const { requestId } = (await fileOf(burmeseCase)).tracing.requests[0]!;
    await give(burmeseCase, { type: 'AssignTracing', body: { requestId, office: 'office-a' } });
    const visitedOn = new Date().toISOString().slice(0, 10);
    await give(
      burmeseCase,
      { type: 'RecordTracingVisit', body: { requestId, visitedOn, result: { found: 'moved' } } },
      'office-a',
    );
    await give(
      burmeseCase,
      { type: 'ConcludeTracing', body: { requestId, outcome: 'not_found', conditions: [] } },
      'office-a',
    );
    const { notBefore = '' } = (await fileOf(burmeseCase)).disclosure.own.at(-1)!;
    return Date.parse(notBefore) - Date.now();
  };

  /** What had effect in Thailand since the two knew of the person. */
  const theirsIn = async (thaiCase: string): Promise<readonly string[]> =>
    (await world.thai.desk.effects(thaiCase)).slice(1);

  describe('A message that waits for its hour', () => {
    it('goes then and not before, and holds up nothing of its case', async () => {
      const { thaiCase, burmeseCase } = await familyAskedFor();
      world.start(world.thai, world.burmese);
      const wait = await notFound(burmeseCase);
      expect(wait).toBeGreaterThan(0);
      await world.burmese.desk.tell(burmeseCase, 'TH', 'goes at once');
      await eventually(async () => (await theirsIn(thaiCase)).length > 0);
      expect(await theirsIn(thaiCase)).toEqual(['goes at once']);
      expect(await kept()).toBe(1);
      world.burmese.clock.moveBy(wait);
      await eventually(async () => (await theirsIn(thaiCase)).length > 1);
      expect(await theirsIn(thaiCase)).toEqual(['goes at once', 'FamilyAssessmentSent']);
      await eventually(async () => (await kept()) === 0);
    });

    it('goes once, whoever runs when its hour comes, also where the bridge died in between', async () => {
      const { thaiCase, burmeseCase } = await familyAskedFor();
      world.start(world.thai);
      const died = new AbortController();
      const running = world.burmese.outward().run(died.signal);
      world.startEach(world.burmese.inward);
      const wait = await notFound(burmeseCase);
      await eventually(async () => (await kept()) === 1);
      died.abort();
      await running;
      world.burmese.clock.moveBy(wait);
      world.startEach(world.burmese.outward());
      await eventually(async () => (await world.burmese.desk.receipts(burmeseCase)).length === 2);
      expect(await theirsIn(thaiCase)).toEqual(['FamilyAssessmentSent']);
    });

    it('is kept until the desk lets it go, where the two disagree about the hour', async () => {
      const { thaiCase, burmeseCase } = await familyAskedFor();
      world.start(world.thai, world.burmese);
      const wait = await notFound(burmeseCase);
      await eventually(async () => (await kept()) === 1);
      await world.burmese.database.query('update bridge.waiting_release set not_before = now()');
      await eventually(
        async () =>
          (
            await world.burmese.database.query<unknown[]>(
              'select from bridge.waiting_release where attempts > 1',
            )
          ).length === 1,
      );
      expect(await theirsIn(thaiCase)).toEqual([]);
      expect((await queueDepths(world.burmese.database)).overdueReleases).toBe(1);
      world.burmese.clock.moveBy(wait);
      await eventually(async () => (await theirsIn(thaiCase)).length === 1);
    });
  });
};
