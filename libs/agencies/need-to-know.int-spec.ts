import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayKnow, mayKnowJourney } from '#access';
import type { CaseFile } from '#casework';
import { factsOf } from '#countries';
import type { ScratchDatabase } from '../../test/kit/scratch-database.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { caseRegister } from './case-register.js';
import { knowsCase } from './cases.js';
import type { Bind } from './filter.js';
import { tableOf } from './frame/tables.js';
import { agencyQueries, viewsFor } from './index.js';
import { databaseOf, fill } from './spec/filled.js';
import { journeyRegister, knowsJourney } from './spec/journeys.js';
import { journeyEvent, journeyIds, journeysFrom } from './spec/knowing-journeys.js';
import { actorOf, caseIds, casesFrom, officials, worldIn } from './spec/knowing.js';
import { prepare } from './spec/prepare.js';

/*
 * Need-to-know stands twice: as the check on one file, and as the condition under which a list shows a row. Both are held to
 * one answer over any history of who takes part and who is kept out, for every office of two countries.
 */
const now = '2018-02-01T00:00:00.000Z';

const lists = agencyQueries.filter(({ views }) => views.includes(caseRegister));
const views = [...viewsFor(new Set(lists.flatMap(({ kinds }) => kinds))), journeyRegister];

let database: ScratchDatabase;
beforeAll(async () => {
  database = await databaseOf(views);
});
afterAll(() => database.drop());

const idsWhere = async (register: string, condition: (bind: Bind) => string): Promise<readonly string[]> => {
  const values: unknown[] = [];
  const where = condition((value) => `$${values.push(value)}`);
  const { rows } = await database.pool.query<{ case_id: string }>(
    `select case_id from ${register} r where ${where} order by case_id`,
    values,
  );
  return rows.map(({ case_id }) => case_id);
};

describe.each(['TH', 'MM'] as const)('what every office of %s may know of', (country) => {
  const facts = factsOf(country);
  const agencies = facts.agencies.map(({ id: agency }) => agency);
  const asking = agencies.flatMap((agency) =>
    fc.sample(fc.constantFrom(...officials), { numRuns: 2, seed: agency.length }).map((official) => ({
      actor: actorOf(facts, agency, official),
      facts,
      now,
    })),
  );

  it('of cases: the condition of the lists finds those that the check on the file lets it know', async () => {
    await fc.assert(
      fc.asyncProperty(worldIn(agencies), async (histories) => {
        const cases = casesFrom(facts, histories);
        await fill(
          database,
          caseRegister,
          cases.map(({ stream }) => stream),
        );
        for (const reader of asking)
          expect({
            reader: reader.actor,
            shown: await idsWhere(tableOf(caseRegister), (bind) => knowsCase(bind, reader)),
          }).toEqual({
            reader: reader.actor,
            shown: cases
              .filter(({ file }) => mayKnow(reader.actor, file, facts))
              .map(({ caseId }) => caseId)
              .toSorted(),
          });
      }),
      { numRuns: 5 },
    );
  });

  it('of cases: every list of its kind shows rows of those alone, and of none whose person was erased unless it tells of that', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(worldIn(agencies), async (histories) => {
        const cases = casesFrom(facts, histories);
        for (const view of views)
          if (view.over === 'case')
            await fill(
              database,
              view,
              cases.map(({ stream }) => stream),
            );
        for (const reader of asking) {
          const kind = facts.agencies.find(({ id: agency }) => agency === reader.actor.agency)?.kind;
          const files = new Map<string | undefined, CaseFile>(
            cases.map(({ caseId, file }) => [caseId, file]),
          );
          for (const query of lists.filter(({ kinds }) => kinds.some((one) => one === kind)))
            for (const params of query.path.includes(':caseId')
              ? caseIds.slice(0, 3).map((caseId) => ({ caseId }))
              : [{}]) {
              const prepared = prepare(query, params);
              if (!prepared.ok) throw new Error(`${query.name} was not prepared`);
              const { rows } = await prepared.run({ pool: database.pool, store: memoryStore() }, reader);
              if (rows.length > 0) seen.add(query.name);
              for (const { caseId, data, sealed } of rows) {
                expect(query.item.parse(data)).toEqual(data);
                expect(query.sealed).toEqual(expect.arrayContaining(Object.keys(sealed)));
                const file = files.get(caseId);
                expect([query.name, reader.actor, file && mayKnow(reader.actor, file, facts)]).toEqual([
                  ...[query.name, reader.actor, true],
                ]);
                expect(file?.erasure.erased).toBe(query.name === 'focal_point.erasures');
              }
            }
        }
      }),
      { numRuns: 3 },
    );
    expect(seen.size).toBeGreaterThan(3);
  });

  it('of journeys: the condition of the lists finds those that the check on the journey lets it know', async () => {
    const drawn = fc.array(
      fc.record({
        by: fc.constantFrom(...agencies),
        events: fc.array(journeyEvent(agencies), { maxLength: 5 }),
      }),
      { minLength: journeyIds.length, maxLength: journeyIds.length },
    );
    await fc.assert(
      fc.asyncProperty(worldIn(agencies), drawn, async (histories, travelling) => {
        const cases = casesFrom(facts, histories);
        const journeys = journeysFrom(travelling);
        await fill(
          database,
          caseRegister,
          cases.map(({ stream }) => stream),
        );
        await fill(
          database,
          journeyRegister,
          journeys.map(({ stream }) => stream),
        );
        const beside = { table: tableOf(caseRegister), isParked: () => 'false' };
        for (const reader of asking) {
          const may = journeys.filter(({ journey }) => {
            const named = new Set([...journey.travellers, ...journey.signed.map(({ caseId }) => caseId)]);
            const files = cases.filter(({ caseId }) => named.has(caseId)).map(({ file }) => file);
            return mayKnowJourney(reader.actor, journey, files, facts);
          });
          expect({
            reader: reader.actor,
            shown: await idsWhere(tableOf(journeyRegister), (bind) => knowsJourney(bind, reader, beside)),
          }).toEqual({
            reader: reader.actor,
            shown: may.map(({ journeyId }) => journeyId).toSorted(),
          });
        }
      }),
      { numRuns: 5 },
    );
  });
});
