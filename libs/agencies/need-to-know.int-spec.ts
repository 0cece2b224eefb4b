import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayKnow, mayKnowJourney } from '#access';
import {
  advanceJourney,
  emptyJourney,
  fold,
  type CaseFile,
  type CountryFacts,
  type NewCaseEvent,
  type NewJourneyEvent,
  type RecordedJourneyEvent,
} from '#casework';
import { factsOf } from '#countries';
import type { ScratchDatabase } from '../../test/kit/scratch-database.js';
import { recorded } from '../casework/spec/given.js';
import { joins, openedWith } from '../casework/spec/histories.js';
import { caseRegister } from './case-register.js';
import { knowsCase } from './cases.js';
import type { Bind } from './filter.js';
import { tableOf } from './frame/tables.js';
import { agencyQueries, viewsFor } from './index.js';
import { journeyRegister, knowsJourney } from './spec/journeys.js';
import { databaseOf, fill } from './spec/filled.js';
import { id } from './spec/happened.js';
import { memoryStore, storedEvent } from '../../test/doubles/memory-store.js';
import { placed } from './spec/placed.js';
import { prepare } from './spec/prepare.js';

/*
 * Need-to-know stands twice: as the check on one file, and as the condition under which a list shows a row. Both are held to
 * one answer over any history of who takes part and who is kept out, for every office of two countries.
 */
/** One pseudonym in three spellings, and another. */
const officials = ['officer-1', 'OFFICER-1', 'Officer -1', 'officer-2'];
const exclusionIds = ['first', 'second'].map(id);
const now = '2018-02-01T00:00:00.000Z';

const happeningIn = (agencies: readonly string[]): fc.Arbitrary<NewCaseEvent> => {
  const agency = fc.constantFrom(...agencies);
  const party = fc.oneof(
    fc.record({ agency }),
    fc.record({ officialId: fc.constantFrom(...officials) }),
    fc.record({ agency, officialId: fc.constantFrom(...officials) }),
  );
  return fc.oneof(
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
};

/** What gives a case a row in every list that has one for it. */
const listedWith = ({ shelters, agencies }: CountryFacts): readonly NewCaseEvent[] => {
  const stayId = id('stay');
  const offices = new Set(agencies.filter(({ kind }) => kind === 'shelter').map(({ id: agency }) => agency));
  const { code: shelterCode, agency: shelter } = shelters.find(({ agency }) => offices.has(agency))!;
  const office = agencies.find(({ kind }) => kind === 'provincial_office')!.id;
  return [
    joins(shelter),
    joins(office),
    { type: 'ShelterReferred', data: { stayId, shelterCode, withFamily: false } },
    { type: 'AdmittedToShelter', data: { stayId, shelterCode } },
    {
      type: 'NationalityCheckReceived',
      data: { requestId: id('check'), from: 'VN', messageId: id('check asked') },
    },
    {
      type: 'TracingRequestReceived',
      data: {
        ...{ requestId: id('search'), householdId: id('household'), from: 'VN' },
        ...{ messageId: id('search asked'), coverStory: 'A census.' },
      },
    },
    { type: 'TracingAssigned', data: { requestId: id('search'), office } },
  ];
};

const caseIds = Array.from({ length: 12 }, (_, place) => id(`case ${place}`));
const worldIn = (agencies: readonly string[]) =>
  fc.array(fc.array(happeningIn(agencies), { maxLength: 8 }), {
    minLength: caseIds.length,
    maxLength: caseIds.length,
  });

const casesFrom = (facts: CountryFacts, histories: readonly (readonly NewCaseEvent[])[]) =>
  histories.map((events, place) => {
    const caseId = caseIds[place]!;
    const history = recorded([openedWith('adult'), ...listedWith(facts), ...events]);
    return {
      caseId,
      file: fold(caseId, history),
      stream: history.map((event) => placed(event, caseId)),
    };
  });

const actorOf = (facts: CountryFacts, agency: string, official: string) => ({
  ...{ id: official, country: facts.country, agency, roles: ['officer'] },
});

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

const journeyIds = ['first', 'second', 'third', 'fourth'].map((word) => id(`journey ${word}`));

const journeyEvent = (agencies: readonly string[]): fc.Arbitrary<readonly [NewJourneyEvent, string]> => {
  const caseId = fc.constantFrom(...caseIds);
  const by = fc.constantFrom(...agencies);
  return fc.tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: caseId.map((one) => ({ type: 'TravellerAdded' as const, data: { caseId: one } })),
      },
      caseId.map((one) => ({ type: 'TravellerLeft' as const, data: { caseId: one } })),
      caseId.map((one) => ({
        type: 'JourneyHandoverSigned' as const,
        data: {
          ...{ side: 'sending' as const, officer: 'officer-1', point: 'bridge' },
          ...{ travellers: [one], items: [], discrepancies: [] },
        },
      })),
    ),
    by,
  );
};

const journeysFrom = (
  drawn: readonly { readonly by: string; readonly events: readonly (readonly [NewJourneyEvent, string])[] }[],
) =>
  drawn.map(({ by, events }, place) => {
    const journeyId = journeyIds[place]!;
    const planned: NewJourneyEvent = {
      type: 'JourneyPlanned',
      data: {
        ...{ side: 'sending', from: 'TH', to: 'MM', point: 'bridge', group: journeyId, on: '2014-08-04' },
        legs: [],
      },
    };
    const stream = ([[planned, by], ...events] as const).map(([{ type, data }, agency], revision) => {
      const stored = storedEvent({ id: id(`${journeyId} ${revision}`), type, open: { ...data } });
      return {
        ...stored,
        meta: { ...stored.meta, agency },
        ...{ stream: `journey-${journeyId}`, revision, position: String(revision) },
      };
    });
    const history = stream.map(({ id: eventId, type, open, meta, revision, stream: streamId }) => ({
      ...{ type, data: open, meta: { ...meta, eventId, revision, streamId } },
    })) as unknown as readonly RecordedJourneyEvent[];
    return { journeyId, journey: advanceJourney(emptyJourney(journeyId), history), stream };
  });

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
