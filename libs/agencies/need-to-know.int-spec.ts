import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { mayKnow } from '#access';
import { fold, type NewCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { recorded } from '../casework/spec/given.js';
import { openedWith } from '../casework/spec/histories.js';
import { caseRegister } from './case-register.js';
import { foldBatch } from './frame/batch.js';
import { createTable, tableOf, toRecord } from './frame/tables.js';
import { agencyMigrations } from './index.js';
import { known } from './list.js';
import { id } from './spec/happened.js';
import { placed } from './spec/placed.js';

/* Need-to-know stands twice: as the check on one case file, and as the condition under which a list shows its row. */
const facts = factsOf('TH');
const agencies = facts.agencies.map((agency) => agency.id);
/** One pseudonym in three spellings, and another. */
const officials = ['officer-1', 'OFFICER-1', 'Officer -1', 'officer-2'];
const exclusionIds = ['first', 'second'].map(id);

const agency = fc.constantFrom(...agencies);
const party = fc.oneof(
  fc.record({ agency }),
  fc.record({ officialId: fc.constantFrom(...officials) }),
  fc.record({ agency, officialId: fc.constantFrom(...officials) }),
);
const happening: fc.Arbitrary<NewCaseEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: agency.map((named) => ({
      type: 'AgencyInvolved' as const,
      data: { agency: named, reason: 'referred' },
    })),
  },
  agency.map((named) => ({ type: 'AgencyReleased' as const, data: { agency: named } })),
  agency.map((to) => ({ type: 'OwnershipPassed' as const, data: { to } })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...exclusionIds), party, fc.constantFrom(undefined, 'MM' as const))
      .map(([exclusionId, named, country]) => ({
        type: 'PartyExcluded' as const,
        data: { exclusionId, ...named, ...(country ? { country } : {}), reason: 'Named.' },
      })),
  },
  fc
    .constantFrom(...exclusionIds)
    .map((exclusionId) => ({ type: 'ExclusionLifted' as const, data: { exclusionId } })),
  fc.constant<NewCaseEvent>({
    type: 'PersonErased',
    data: { requestId: id('request'), ground: 'person_request', subjects: ['person'] },
  }),
);
const caseIds = Array.from({ length: 12 }, (_, place) => id(`case ${place}`));
const world = fc.array(fc.array(happening, { maxLength: 8 }), {
  minLength: caseIds.length,
  maxLength: caseIds.length,
});
const offices = fc.subarray(agencies, { minLength: 2, maxLength: 3 });

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
  const source = new DataSource({ type: 'postgres', url: database.url, migrations: agencyMigrations });
  await (await source.initialize()).runMigrations();
  await source.destroy();
  await createTable(database.pool, caseRegister);
});
afterAll(() => database.drop());

it('a list shows the cases that its reader may know of by the check on the file, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(world, offices, async (histories, asking) => {
      const cases = histories.map((events, place) => {
        const caseId = caseIds[place]!;
        const history = recorded([openedWith('adult'), ...events]);
        return { caseId, history, file: fold(caseId, history) };
      });
      const rows = cases.flatMap(({ caseId, history }) =>
        foldBatch(
          caseRegister,
          history.map((event) => placed(event, caseId)),
          [],
        ).stored.map(toRecord),
      );
      const register = tableOf(caseRegister);
      await database.pool.query(`truncate ${register}`);
      await database.pool.query(
        `insert into ${register} select * from json_populate_recordset(null::${register}, $1)`,
        [JSON.stringify(rows)],
      );
      for (const office of asking)
        for (const official of officials) {
          const actor = { id: official, country: 'TH', agency: office, roles: ['officer'] } as const;
          const reader = { actor, facts, now: '2018-02-01T00:00:00.000Z' };
          for (const ofErased of [false, true]) {
            const values: unknown[] = [];
            const condition = known((value) => `$${values.push(value)}`, reader, ofErased);
            const found = await database.pool.query<{ case_id: string }>(
              `select case_id from ${register} r where ${condition} order by case_id`,
              values,
            );
            const may = cases.filter(
              ({ file }) => mayKnow(actor, file, facts) && file.erasure.erased === ofErased,
            );
            expect({ office, official, shown: found.rows.map((row) => row.case_id) }).toEqual({
              ...{ office, official },
              shown: may.map(({ caseId }) => caseId).toSorted(),
            });
          }
        }
    }),
    { numRuns: 15 },
  );
});
