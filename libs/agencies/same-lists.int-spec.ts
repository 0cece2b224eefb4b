import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventReader, seesEvent, viewerIn, type CaseViewer } from '#access';
import { audienceOf, caseEvents, fold, type Agency, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import type { ScratchDatabase } from '../../test/kit/scratch-database.js';
import { agencyQueries, viewsFor } from './index.js';
import { anyEvent, recordedFrom } from './spec/any-event.js';
import { databaseOf, fill } from './spec/filled.js';
import { id } from './spec/happened.js';
import { questionTypes } from './asked-question.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { placed } from './spec/placed.js';
import { prepare } from './spec/prepare.js';

/*
 * A list is the same, rows, order, pages and sealed values, with and without what its reader may not know of. Told beside
 * the events are: that somebody is kept out of a case or erased, who then stands in no list; which age holds for everybody
 * on a day; to whom a question was put, that nobody waits for the answer, or waits again, or that it was told otherwise; that a message
 * did not go, whatever kept it; that another office was charged
 * with a search; and who owns a case, which decides as whom one reads it. How full a shelter is, is told to who looks for a
 * place, of whatever cases.
 */
const facts = factsOf('TH');
const toldToAll: readonly string[] = [
  'AgeVerificationRequested',
  'CorrectionReceived',
  'MessageWithheld',
  'TracingAssigned',
  ...questionTypes,
];
const notDrawn = [
  'CaseOpened',
  'PartyExcluded',
  'ExclusionLifted',
  'PersonErased',
  'EntryTakenBack',
  'AgencyReleased',
  'OwnershipPassed',
];

const lists = agencyQueries.filter(({ views }) => views.length > 0);
const views = viewsFor(facts.agencies.map(({ kind }) => kind));
const caseIds = ['first', 'second', 'third'].map(id);

const knows =
  (office: Agency, as: CaseViewer) =>
  (event: RecordedCaseEvent): boolean => {
    const definition = caseEvents[event.type];
    const actor = { id: 'officer', country: 'TH', agency: office.id, roles: ['officer'] } as const;
    const reader = eventReader(facts, { actor, agency: office }, [], as);
    const happened = { audience: audienceOf(definition, event.data), agency: event.meta.agency };
    return toldToAll.includes(event.type) || seesEvent(definition, happened, reader);
  };

/** One of the ids that are drawn, so that what is drawn speaks of these. */
const drawnId = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const shelterCode = facts.shelters.find(({ agency }) => agency === 'shelter-k7')!.code;

/** Everybody takes part, and a shelter and a provincial office were asked for something. */
const beginning = (caseId: string, place: number): readonly RecordedCaseEvent[] => {
  const meta = (revision: number) => ({
    ...{ eventId: id(`${caseId} ${revision}`), revision, streamId: `case-${caseId}`, country: 'TH' },
    ...{
      agency: 'msdhs-tak',
      actor: 'msdhs-tak-officer',
      commandId: id(`${caseId} begin`),
      bodyHash: 'hash',
    },
    ...{ occurredAt: `2013-01-0${place + 1}T04:00:00.000Z`, recordedAt: '2013-02-01T04:00:00.000Z' },
    ...{ correlationId: id('correlation'), causationId: id('causation') },
  });
  const events = [
    {
      type: 'CaseOpened',
      data: {
        ...{ side: 'sending', channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my' },
        ...{ urgency: 'normal', foundIn: 'TH' },
      },
    },
    ...facts.agencies.map(({ id: agency }) => ({ type: 'AgencyInvolved', data: { agency, reason: 'spec' } })),
    { type: 'ShelterReferred', data: { stayId: drawnId, shelterCode, withFamily: false } },
    { type: 'AdmittedToShelter', data: { stayId: drawnId, shelterCode } },
    { type: 'NationalityCheckReceived', data: { requestId: drawnId, from: 'MM', messageId: drawnId } },
    {
      type: 'TracingRequestReceived',
      data: {
        requestId: drawnId,
        householdId: drawnId,
        from: 'MM',
        messageId: drawnId,
        coverStory: 'a story',
      },
    },
    { type: 'TracingAssigned', data: { requestId: drawnId, office: 'msdhs-chiang-rai' } },
  ];
  return events.map(
    (event, revision) => ({ ...event, meta: meta(revision) }) as unknown as RecordedCaseEvent,
  );
};

const history = fc
  .array(fc.record({ event: anyEvent, by: fc.constantFrom(...facts.agencies.map((one) => one.id)) }), {
    minLength: 5,
    maxLength: 40,
    size: 'max',
  })
  .map((drawn) => drawn.filter(({ event }) => !notDrawn.includes(event.type)));
const world = fc.tuple(history, history, history).map((histories) =>
  histories.map((drawn, place) => {
    const caseId = caseIds[place]!;
    const begun = beginning(caseId, place);
    return [
      ...begun,
      ...drawn.flatMap(({ event, by }, index) => recordedFrom(event, begun.length + index, by)),
    ].map((event, revision) => ({
      ...event,
      meta: { ...event.meta, revision, eventId: id(`${caseId} ${revision}`) },
    }));
  }),
);

let database: ScratchDatabase;

const fillWith = async (histories: readonly (readonly RecordedCaseEvent[])[]): Promise<void> => {
  const streams = histories.map((events, place) =>
    events.map((event, revision) => ({ ...placed(event, caseIds[place]!), revision })),
  );
  for (const view of views) await fill(database, view, streams);
};

const variants: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'social_work.caseload': [{}, { overdue: 'true' }, { closed: 'true' }, { limit: '1' }],
  'focal_point.case_timeline': caseIds.map((caseId) => ({ caseId, limit: '5' })),
  'shelter.stays': [{ phase: 'awaited' }, { phase: 'present' }, { phase: 'over' }],
};

/** Every list that an office may ask for, as it is answered. */
const answered = async (office: Agency): Promise<readonly string[]> => {
  const reader = {
    actor: { id: `${office.id}-officer`, country: 'TH', agency: office.id, roles: ['officer'] } as const,
    facts,
    now: '2018-02-01T00:00:00.000Z',
  };
  const asked = lists.filter(
    ({ name, kinds }) =>
      kinds.includes(office.kind) && (name !== 'shelter.occupancy' || office.kind === 'shelter'),
  );
  const answers: string[] = [];
  for (const query of asked)
    for (const params of variants[query.name] ?? [{}]) {
      const prepared = prepare(query, params);
      if (!prepared.ok) throw new Error(`${query.name} was not prepared`);
      const page = await prepared.run({ pool: database.pool, store: memoryStore() }, reader);
      // The timeline's cursor holds a revision; the door seals it.
      const { rows, next } = page;
      answers.push(`${query.name} ${JSON.stringify({ rows, more: next !== undefined })}`);
    }
  return answers;
};

beforeAll(async () => {
  database = await databaseOf(views);
});
afterAll(() => database.drop());

const kinds = new Set(lists.flatMap((query) => query.kinds));
/** One office of each kind and sight: the others differ from it in name alone. */
const readers = facts.agencies.filter(
  (office, index, all) =>
    kinds.has(office.kind) &&
    all.findIndex(({ kind, viewer }) => kind === office.kind && viewer === office.viewer) === index,
);

it.each(readers.map((office) => [office.id, office] as const))(
  'the lists of %s are the same with and without what it may not know of',
  async (_name, office) => {
    await fc.assert(
      fc.asyncProperty(world, async (histories) => {
        await fillWith(histories);
        const all = await answered(office);
        const actor = { id: 'officer', country: 'TH', agency: office.id, roles: ['officer'] } as const;
        const known = histories.map((events, place) => {
          const as = viewerIn(fold(caseIds[place]!, events), { actor, agency: office }, facts);
          return events.filter(knows(office, as));
        });
        await fillWith(known);
        expect(await answered(office)).toEqual(all);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
  120_000,
);
