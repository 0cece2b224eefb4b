import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { NewJourneyEvent } from '#casework';
import type { PlacedEvent } from '#event-store';
import type { ScratchDatabase } from '../../test/kit/scratch-database.js';
import { caseRegister } from './case-register.js';
import { view } from './case-view.js';
import { listOfCases } from './cases.js';
import { holds, is } from './filter.js';
import { day, flag, instant, json, optional, shown, text } from './frame/columns.js';
import { sealedList } from './frame/sealed.js';
import { tableOf } from './frame/tables.js';
import { agencyQueries } from './index.js';
import { journeyRegister, listOfJourneys, viewOfJourneys } from './spec/journeys.js';
import { told } from './list.js';
import type { ViewQuery } from './query.js';
import { databaseOf, fill } from './spec/filled.js';
import { happened, id, opened } from './spec/happened.js';
import { memoryStore, storedEvent } from '../../test/doubles/memory-store.js';
import { prepare } from './spec/prepare.js';
import { reader } from './spec/reader.js';

/** A list that nobody has, over cases: when each was opened, and what the node asked home. */
const openings = view({
  name: 'openings',
  agency: 'embassy',
  version: 1,
  columns: {
    openedAt: shown(instant),
    side: text,
    questions: shown(json(z.array(z.string()))),
    names: shown(sealedList),
    kept: flag,
  },
  on: {
    CaseOpened: (_row, { open, meta }) => ({
      ...{ openedAt: meta.occurredAt, side: open.side, questions: [], names: [], kept: true },
    }),
    MessageReleased: (row, { open }) => row && { ...row, questions: [...row.questions, open.kind] },
  },
});
const openingsQuery = listOfCases(openings, {
  path: '/embassy/openings',
  summary: 'When cases were opened.',
  kinds: ['embassy'],
  sort: 'openedAt',
  ofSubject: ['sex', 'ageBand', 'origins'],
  told: { questionsAsked: told(z.int(), ({ row }) => row.questions.length) },
  filters: { side: is('side'), question: holds('questions', z.string()) },
});

/** A list that nobody has, over journeys. */
const departures = viewOfJourneys({
  name: 'departures',
  agency: 'embassy',
  version: 1,
  columns: { leavesOn: shown(day), point: shown(text), endedAt: shown(optional(instant)), rank: text },
  on: {
    JourneyPlanned: (_row, { open: { on, point } }) => ({ leavesOn: on, point, endedAt: null, rank: on }),
    JourneyRescheduled: (row, { open: { on } }) => row && { ...row, leavesOn: on, rank: on },
    JourneyEnded: (row, { meta }) => row && { ...row, endedAt: meta.occurredAt },
  },
});
const departuresQuery = listOfJourneys(departures, {
  path: '/embassy/departures',
  summary: 'Journeys by their day.',
  kinds: ['embassy'],
  sort: 'rank',
  filters: { point: is('point'), leavesOn: is('leavesOn') },
});

const journeyId = id('journey');
const journey = (...events: readonly NewJourneyEvent[]): readonly PlacedEvent[] =>
  events.map(({ type, data }, revision) => ({
    ...storedEvent({ type, open: { ...data } }),
    ...{ stream: `journey-${journeyId}`, revision, position: String(revision) },
  }));
const planned: NewJourneyEvent = {
  type: 'JourneyPlanned',
  data: {
    ...{ side: 'sending', from: 'TH', to: 'MM', point: 'bridge', group: journeyId, on: '2014-08-04' },
    legs: [],
  },
};

let database: ScratchDatabase;
const lists = [...agencyQueries.filter(({ views }) => views.includes(caseRegister)), openingsQuery];
beforeAll(async () => {
  const views = [...lists, departuresQuery].flatMap((query) => query.views);
  database = await databaseOf([...new Set(views)]);
});
afterAll(() => database.drop());

const ask = async (query: ViewQuery, who: string, params: Record<string, string> = {}) => {
  const prepared = prepare(query, params);
  if (!prepared.ok) throw new Error(`${query.name} was not prepared: ${JSON.stringify(prepared.issues)}`);
  return prepared.run({ pool: database.pool, store: memoryStore() }, reader(who));
};

describe('a list over cases', () => {
  beforeEach(async () => {
    const events = [
      opened('sending', { on: '2014-01-01' }),
      happened('AgencyInvolved', { agency: 'embassy-x', reason: 'spec' }),
    ];
    for (const one of [openings, caseRegister]) await fill(database, one, [events]);
  });

  it('shows the columns that are shown, what is told of the case, and nothing else of its row', async () => {
    const { rows } = await ask(openingsQuery, 'embassy-x');
    expect(rows.map(({ data }) => data)).toEqual([
      {
        ...{ openedAt: '2014-01-01T02:00:00.000Z', questions: [], questionsAsked: 0 },
        ...{ sex: 'female', ageBand: 'adult' },
      },
    ]);
    expect(rows.map(({ sealed }) => sealed)).toEqual([{ origins: [], names: [] }]);
  });

  it('has its name, its parameters, the form of its rows and what it waits for from one declaration', () => {
    expect(openingsQuery).toMatchObject({ name: 'embassy.openings' });
    expect(Object.keys(openingsQuery.params.shape)).toEqual(['limit', 'cursor', 'side', 'question']);
    expect(Object.keys((openingsQuery.item as z.ZodObject).shape).toSorted()).toEqual(
      ['ageBand', 'openedAt', 'questions', 'questionsAsked', 'sex'].toSorted(),
    );
    expect(openingsQuery.sealed).toEqual(['origins', 'names']);
    expect(openingsQuery.views).toEqual([openings, caseRegister]);
  });

  it('takes the form of a filter from its column', async () => {
    expect((await ask(openingsQuery, 'embassy-x', { side: 'sending' })).rows).toHaveLength(1);
    expect((await ask(openingsQuery, 'embassy-x', { side: 'receiving' })).rows).toEqual([]);
    expect((await ask(openingsQuery, 'embassy-x', { question: 'SafetyAlert' })).rows).toEqual([]);
  });
});

describe('a list over journeys', () => {
  const caseId = id('case');
  const fillWith = async (events: readonly PlacedEvent[], involved = 'embassy-x'): Promise<void> => {
    for (const one of [departures, journeyRegister]) await fill(database, one, [events]);
    const ofCase = [opened(), happened('AgencyInvolved', { agency: involved, reason: 'spec' })];
    await fill(database, caseRegister, [ofCase]);
  };

  it('says of which journey a row is, and takes no event of a case', async () => {
    await fillWith([
      ...journey(planned, { type: 'JourneyRescheduled', data: { on: '2014-08-05' } }),
      opened(),
    ]);
    const { rows } = await ask(departuresQuery, 'datip', { point: 'bridge', leavesOn: '2014-08-05' });
    expect(rows).toMatchObject([
      { behind: false, data: { journeyId, leavesOn: '2014-08-05', point: 'bridge', endedAt: null } },
    ]);
    expect(rows[0]).not.toHaveProperty('caseId');
    expect((await ask(departuresQuery, 'datip', { point: 'tunnel' })).rows).toEqual([]);
  });

  it('shows none to who has nothing to do with journeys, or is kept out of the case of a traveller', async () => {
    const withTraveller = journey(planned, { type: 'TravellerAdded', data: { caseId } });
    await fillWith(withTraveller);
    expect((await ask(departuresQuery, 'datip')).rows).toHaveLength(1);
    expect((await ask(departuresQuery, 'embassy-x')).rows).toEqual([]);
    const excluded = happened('PartyExcluded', {
      ...{ exclusionId: id('exclusion'), agency: 'datip', reason: 'Named.' },
    });
    await fill(database, caseRegister, [[opened(), excluded]]);
    expect((await ask(departuresQuery, 'datip')).rows).toEqual([]);
  });

  it('shows none while what is known of it, or of a traveller, may lag behind', async () => {
    const parked = (of: typeof caseRegister | typeof journeyRegister, stream: string) =>
      database.pool.query(
        `insert into following.parked (follower, lane, position, stream) values ($1, $2, 1, $2)`,
        [tableOf(of), stream],
      );
    await fillWith(journey(planned, { type: 'TravellerAdded', data: { caseId } }));
    for (const [of, stream] of [
      [journeyRegister, `journey-${journeyId}`],
      [caseRegister, `case-${caseId}`],
    ] as const) {
      await parked(of, stream);
      expect((await ask(departuresQuery, 'datip')).rows).toEqual([]);
      await database.pool.query('delete from following.parked');
    }
    expect((await ask(departuresQuery, 'datip')).rows).toHaveLength(1);
    await fill(database, caseRegister, []);
    expect((await ask(departuresQuery, 'datip')).rows).toEqual([]);
  });
});

/** A value that each form of a parameter allows, as it comes in a query string. */
const anyValue = (form: z.ZodType): string => {
  const tried = ['true', '1', id('case'), 'MM', '2014-08-04'];
  const { enum: words } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as {
    enum?: string[];
  };
  return (words ?? tried).find((value) => form.safeParse(value).success) ?? '';
};

it.each(lists.map((query) => [query.name, query] as const))(
  'every filter of %s can be asked for by itself',
  async (_name, query) => {
    const forms = Object.entries<z.ZodType>(query.params.shape).filter(([name]) => name !== 'cursor');
    const inPath = forms.filter(([name]) => query.path.includes(`:${name}`));
    const needed = Object.fromEntries(inPath.map(([name, form]) => [name, anyValue(form)]));
    for (const [name, form] of forms)
      for (const who of ['datip', 'welfare', 'office-x'])
        await ask(query, who, { ...needed, [name]: anyValue(form) });
  },
);
