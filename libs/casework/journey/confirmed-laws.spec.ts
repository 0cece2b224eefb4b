import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { addDays, dayIn } from '../words/calendar.js';
import {
  approvedFor,
  expected,
  firstDay,
  firstJourney,
  morningOf,
  notified,
  otherJourney,
  planned,
  proposalOf,
  readyToReturn,
} from '../spec/returning-together.js';
import { caseOf, type Land, type Step, type TwoCountries } from '../spec/two-countries.js';
import { Here, There } from '../spec/lands.js';

const people = ['aye', 'ba'];
const journeys = [firstJourney, otherJourney] as const;
const days = [firstDay, '2013-07-03', '2013-07-15'];

/**
 * What stands written about a notice, read from the histories alone and by other means than the rules use: the last line
 * of the manifest that was approved, nothing that ends it since, and a confirmation of the receiving country that
 * answers it and came.
 */
const isConfirmed = (
  world: TwoCountries,
  person: string,
  asked: { readonly journeyId: string; readonly from: string; readonly until: string },
  until: number = world.history(Here, person).length,
): boolean => {
  const here = world.history(Here, person).slice(0, until);
  const place = here.findLastIndex(
    ({ type, data }) => type === 'MessageApproved' && 'kind' in data && data.kind === 'DepartureNotified',
  );
  const notice = here[place];
  if (notice?.type !== 'MessageApproved') return false;
  const line = notice.data.payload ?? {};
  const since = here.slice(place + 1);
  const ended = since.some(({ type }) =>
    ['RepatriationProposed', 'RepatriationSuspended', 'RepatriationCancelled'].includes(type),
  );
  const came = since.some(
    ({ type, data }) =>
      type === 'MessageReceived' && 'answers' in data && data.answers === notice.data.messageId,
  );
  const said = world
    .history(There, person)
    .some(
      ({ type, data }) =>
        type === 'ReceptionConfirmed' && 'answers' in data && data.answers === notice.data.messageId,
    );
  const on = String(line['on']);
  return !ended && came && said && line['group'] === asked.journeyId && asked.from <= on && on <= asked.until;
};

/** The same on the receiving side: the last departure that it expects, which it confirmed and which nothing ended. */
const isExpectedThere = (
  world: TwoCountries,
  person: string,
  asked: { readonly journeyId: string; readonly on: string },
  until: number,
): boolean => {
  const there = world.history(There, person).slice(0, until);
  const place = there.findLastIndex(({ type }) => type === 'DepartureExpected');
  const notice = there[place];
  if (notice?.type !== 'DepartureExpected') return false;
  const since = there.slice(place + 1).map(({ type }) => type);
  const ends = ['RepatriationProposalReceived', 'RepatriationSuspended', 'RepatriationCancelled'] as const;
  const { journeyId, on } = notice.data;
  return (
    since.includes('ReceptionConfirmed') &&
    !ends.some((end) => since.includes(end)) &&
    journeyId === asked.journeyId &&
    on === asked.on
  );
};

const aCommand = fc.record({
  what: fc.constantFrom(
    ...['propose', 'agree', 'approve', 'notify', 'notify', 'confirm', 'confirm', 'add', 'add', 'remove'],
    ...['start', 'start', 'report', 'complete', 'complete', 'authorise', 'authorise', 'sign', 'receive'],
    ...['suspend', 'resume', 'suspend there', 'resume there', 'withdraw', 'consent', 'cross', 'cross back'],
    ...['all cross', 'all cross', 'next day', 'ready', 'ready', 'go', 'go'],
  ),
  person: fc.constantFrom(...people),
  journey: fc.constantFrom(...journeys),
  day: fc.constantFrom(...days),
  leg: fc.constantFrom(0, 0, 1),
});
type Command = typeof aCommand extends fc.Arbitrary<infer C> ? C : never;

const tomorrow = (world: TwoCountries): void => {
  const next = addDays(dayIn('Asia/Bangkok', world.now()), 1);
  world.at(morningOf(next < firstDay ? addDays(firstDay, -1) : next));
};

const record = (country: Land, person: string) => ({
  officer: 'officer-7',
  point: 'bridge',
  travellers: [caseOf(country, person)],
  items: [],
  discrepancies: [],
});

const carriedOut = (world: TwoCountries, { what, person, journey, day, leg }: Command): void => {
  const caseId = caseOf(Here, person);
  const proposalId = proposalOf(world, person);
  const plan = { to: There, point: 'bridge', plannedOn: day, group: journey, escorts: 1 };
  switch (what) {
    case 'propose':
      return void world.inCase(Here, person, 'ProposeRepatriation', plan);
    case 'agree':
      return void world.inCase(There, person, 'AgreeRepatriation', { proposalId });
    case 'approve':
      world.inCase(Here, person, 'ApproveReturn', { proposalId });
      return void world.inCase(Here, person, 'ApproveReturn', { proposalId }, 'welfare');
    case 'notify':
      return void notified(world, person, day);
    case 'confirm':
      return void world.inCase(There, person, 'ConfirmReception', {});
    case 'add':
      return void world.onJourney(Here, journey, 'AddTraveller', { caseId });
    case 'remove':
      return void world.onJourney(Here, journey, 'RemoveTraveller', { caseId });
    case 'start':
      return void world.onJourney(Here, journey, 'StartLeg', { leg });
    case 'report':
      return void world.onJourney(Here, journey, 'ReportLegStarted', { leg, travellers: [caseId] });
    case 'complete':
      return void world.onJourney(Here, journey, 'CompleteLeg', { leg });
    case 'authorise':
      return void world.onJourney(Here, journey, 'AuthoriseHandover', { point: 'bridge' });
    case 'sign':
      return void world.onJourney(Here, journey, 'SignHandover', record(Here, person));
    case 'receive':
      return void world.onJourney(There, journey, 'SignReception', record(There, person));
    case 'suspend':
      return void world.inCase(Here, person, 'SuspendReturn', { reason: 'circumstances' });
    case 'resume':
      return void world.inCase(Here, person, 'ResumeReturn', {});
    case 'suspend there':
      return void world.inCase(There, person, 'SuspendReturn', { reason: 'logistics' });
    case 'resume there':
      return void world.inCase(There, person, 'ResumeReturn', {});
    case 'withdraw':
      return void world.inCase(Here, person, 'WithdrawReturnConsent', {});
    case 'consent':
      return void world.inCase(Here, person, 'RecordReturnConsent', { givenBy: 'person' });
    case 'cross':
      return void world.deliver(Here, person);
    case 'cross back':
      return void world.deliver(There, person);
    case 'all cross':
      return world.deliverAll();
    case 'next day':
      return tomorrow(world);
    case 'ready':
      approvedFor(world, person, day, journey);
      world.onJourney(Here, journey, 'AddTraveller', { caseId });
      return expected(world, person, day);
    case 'go':
      world.at(morningOf(day));
      world.onJourney(Here, journey, 'StartLeg', { leg: 0 });
      world.onJourney(Here, journey, 'CompleteLeg', { leg: 0 });
      world.onJourney(Here, journey, 'StartLeg', { leg: 1 });
      return void world.onJourney(Here, journey, 'AuthoriseHandover', { point: 'bridge' });
  }
};

/** Who was named in a step that only a permission allows, and the days of handover that fit it. */
const permitted = (command: string, { events, now }: Step) => {
  const today = dayIn('Asia/Bangkok', now);
  return events.flatMap((event) => {
    if (event.type === 'LegStarted' && command === 'StartLeg')
      return [{ travellers: event.data.travellers, from: today, until: addDays(today, 2) }];
    if (event.type === 'JourneyHandoverAuthorised')
      return [{ travellers: event.data.travellers, from: today, until: today }];
    return [];
  });
};

const isIrregular = (events: readonly { readonly type: string }[]): boolean =>
  (events as readonly NewCaseEvent[]).some(
    (event) => event.type === 'IrregularityRaised' && event.data.rule === 'travel_without_confirmed_notice',
  );

const step = (what: Command['what'], more: Partial<Command> = {}): Command => ({
  ...{ what, person: 'aye', journey: firstJourney, day: firstDay, leg: 0 },
  ...more,
});
/** A journey as it should go, and one that the other country does not know. */
const examples: [Command[]][] = [
  [[step('ready'), step('go'), step('sign'), step('receive'), step('all cross'), step('start')]],
  [
    [
      ...[step('ready'), step('remove'), step('add', { journey: otherJourney })],
      ...[step('report', { journey: otherJourney }), step('sign', { journey: otherJourney })],
      ...[step('all cross'), step('receive', { journey: otherJourney }), step('all cross')],
    ],
  ],
];

describe('laws of crossing', () => {
  it('nobody sets out or is authorised by permission without a notice that the other country confirmed, and every fact without one stands beside an irregularity', () => {
    const seen = { started: 0, authorised: 0, refused: 0, irregular: 0, learned: 0 };
    const check = (world: TwoCountries, taken: Step, before: (country: Land, person: string) => number) => {
      const { country, command, journeyId = '', person = '', events } = taken;
      for (const { travellers, from, until } of country === Here ? permitted(command, taken) : []) {
        seen[command === 'StartLeg' ? 'started' : 'authorised'] += 1;
        for (const each of people.filter((name) => travellers.includes(caseOf(Here, name))))
          expect(isConfirmed(world, each, { journeyId, from, until }, before(Here, each))).toBe(true);
      }
      if (command === 'StartLeg' && events.length === 0) seen.refused += 1;
      const today = dayIn('Asia/Bangkok', taken.now);
      for (const event of events) {
        const leg = event.type === 'TransitLegStarted' && country === Here;
        if (leg || event.type === 'HandoverSigned') {
          const travelled = event.data.journeyId ?? '';
          const asked = { journeyId: travelled, from: today, until: leg ? addDays(today, 2) : today };
          const confirmed =
            country === Here
              ? isConfirmed(world, person, asked, before(Here, person))
              : isExpectedThere(world, person, { journeyId: travelled, on: today }, before(There, person));
          if (confirmed) continue;
          seen.irregular += 1;
          expect(isIrregular(events)).toBe(true);
        }
        if (event.type === 'HandoverLearned' && country === There) {
          const asked = { journeyId: event.data.journeyId ?? '', on: event.data.signedOn ?? '' };
          if (isExpectedThere(world, person, asked, before(There, person))) continue;
          seen.learned += 1;
          expect(isIrregular(events)).toBe(true);
        }
      }
    };
    fc.assert(
      fc.property(fc.array(aCommand, { minLength: 15, maxLength: 50, size: 'max' }), (commands) => {
        const world = readyToReturn(people);
        for (const journeyId of journeys) planned(world, journeyId, firstDay);
        let done = world.steps.length;
        for (const command of commands) {
          const before = new Map(
            people.flatMap((person) => [
              [`${Here} ${person}`, world.history(Here, person).length] as const,
              [`${There} ${person}`, world.history(There, person).length] as const,
            ]),
          );
          carriedOut(world, command);
          for (const taken of world.steps.slice(done))
            check(world, taken, (country, person) => before.get(`${country} ${person}`) ?? 0);
          done = world.steps.length;
        }
      }),
      { numRuns: 30, examples },
    );
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });
});
