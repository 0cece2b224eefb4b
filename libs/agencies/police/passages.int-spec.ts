import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayKnow } from '#access';
import { fold, holdsMandate, type NewCaseEvent } from '#casework';
import { factsOf } from '#countries';
import type { ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { memoryStore } from '../../../test/doubles/memory-store.js';
import { recorded } from '../../casework/spec/given.js';
import { openedWith } from '../../casework/spec/histories.js';
import { caseRegister } from '../case-register.js';
import { databaseOf, fill } from '../spec/filled.js';
import { id } from '../spec/happened.js';
import { placed } from '../spec/placed.js';
import { prepare } from '../spec/prepare.js';
import { passages, passagesQuery } from './passages.js';

const facts = factsOf('TH');
const watcher = facts.agencies.find(({ id: agency }) => holdsMandate(facts, agency, 'watch_border'))!.id;
const others = facts.agencies.map(({ id: agency }) => agency).filter((agency) => agency !== watcher);
const readerOf = (agency: string, official = 'officer-1') => ({
  actor: { id: official, country: 'TH' as const, agency, roles: ['officer'] },
  facts,
  now: '2014-08-03T04:00:00.000Z',
});

let database: ScratchDatabase;
beforeAll(async () => {
  database = await databaseOf([passages, caseRegister]);
});
afterAll(() => database.drop());

const read = async (agency: string, official?: string) => {
  const prepared = prepare(passagesQuery, {});
  if (!prepared.ok) throw new Error('not prepared');
  return prepared.run({ pool: database.pool, store: memoryStore() }, readerOf(agency, official));
};

const caseIds = ['first', 'second', 'third', 'fourth'].map(id);
const journeys = [id('one journey'), id('other journey')];
const secret = 'Daw Secret';

/** The first, mostly. */
const often = <T>(one: T, other: T): fc.Arbitrary<T> => fc.constantFrom(one, one, one, other);

/** What may be asked, answered and recorded besides in a file of who passes. */
const happening = (place: number): fc.Arbitrary<NewCaseEvent> => {
  const request = often(id(`request ${place}`), id(`newer ${place}`));
  const on = often('2014-08-04', '2014-08-01');
  const answer = fc.tuple(on, request).map(([day, answers]) => ({
    ...{ by: 'TH' as const, to: 'LA' as const, on: day, answers, messageId: id(`answer ${answers}`) },
  }));
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(on, request, fc.constantFrom(...journeys), fc.boolean())
        .map(([day, messageId, journey, planned]) => ({
          type: 'TransitRequestReceived' as const,
          data: {
            ...{
              from: 'LA' as const,
              on: day,
              messageId,
              journey,
              escorts: 2,
              entry: 'gate',
              exit: 'bridge',
            },
            ...(planned ? { legs: [{ from: 'gate', to: 'town', mode: 'road' as const }] } : {}),
            contact: { office: 'lao-office', telephone: '+856 21 123456' },
            names: [{ text: secret, script: 'Latn' as const, kind: 'legal' as const }],
            specialNeeds: [{ code: 'medication' }],
          },
        })),
    },
    { weight: 3, arbitrary: answer.map((data) => ({ type: 'TransitPermitted' as const, data })) },
    answer.map((data) => ({
      type: 'TransitRefused' as const,
      data: { ...data, reason: 'logistics' as const },
    })),
    request.map((messageId) => ({
      type: 'MessageUseStopped' as const,
      data: { from: 'LA' as const, messageIds: [messageId], because: 'recalled' as const },
    })),
    fc.constantFrom<NewCaseEvent>(
      {
        type: 'PartyExcluded',
        data: { exclusionId: id('exclusion'), agency: watcher, officialId: 'officer-2', reason: 'Named.' },
      },
      {
        type: 'PersonErased',
        data: { requestId: id('erasure'), ground: 'person_request', subjects: ['person'] },
      },
    ),
  );
};
const aWorld = fc.tuple(...caseIds.map((_id, place) => fc.array(happening(place), { maxLength: 6 })));

it('show who watches the border the legs of permitted passages that are to come, and nothing else, to nobody else', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(aWorld, async (histories) => {
      const cases = histories.map((events, place) => {
        const caseId = caseIds[place]!;
        const history = recorded([openedWith('adult'), ...events], undefined, 0).map((event) => ({
          ...event,
          meta: { ...event.meta, country: 'TH' as const },
        }));
        return { file: fold(caseId, history), stream: history.map((event) => placed(event, caseId)) };
      });
      for (const view of [passages, caseRegister])
        await fill(
          database,
          view,
          cases.map(({ stream }) => stream),
        );
      const { rows } = await read(watcher);
      seen += rows.length;
      const passing = cases.flatMap(({ file }) => {
        const asked = file.repatriation.transit.find(({ askedBy }) => askedBy === 'them');
        return asked && !file.erasure.erased && asked.standing === 'permitted' && asked.on >= '2014-08-03'
          ? [asked]
          : [];
      });
      const legs = new Set(
        passing.map(({ on, journey, legs: [leg] = [] }) =>
          JSON.stringify([journey, on, leg?.to ?? 'bridge']),
        ),
      );
      expect(rows.map(({ data }) => JSON.stringify([data['on'], data['to']])).toSorted()).toEqual(
        [...legs].map((leg) => JSON.stringify((JSON.parse(leg) as unknown[]).slice(1))).toSorted(),
      );
      for (const { caseId, owner, data, sealed, derived } of rows) {
        expect([caseId, owner, sealed, derived]).toEqual([undefined, undefined, {}, undefined]);
        expect(Object.keys(data).toSorted()).toEqual(['escorts', 'from', 'mode', 'on', 'to', 'until']);
      }
      for (const { file } of cases) expect(mayKnow(readerOf(watcher).actor, file, facts)).toBe(false);
      for (const agency of others) expect(await read(agency)).toEqual({ rows: [] });
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(5);
});

it('shows a passage to nobody who is kept out of its case', async () => {
  const events: NewCaseEvent[] = [
    openedWith('adult'),
    { type: 'TransitRequestReceived', data: { from: 'LA', on: '2014-08-04', messageId: id('request') } },
    { type: 'TransitPermitted', data: { by: 'TH', to: 'LA', on: '2014-08-04', answers: id('request') } },
    {
      type: 'PartyExcluded',
      data: { exclusionId: id('exclusion'), officialId: 'officer-2', reason: 'Named.' },
    },
  ];
  const stream = recorded(events).map((event) => placed(event, caseIds[0]!));
  for (const view of [passages, caseRegister]) await fill(database, view, [stream]);
  expect((await read(watcher)).rows).toHaveLength(1);
  expect(await read(watcher, 'officer-2')).toEqual({ rows: [] });
});
