import { describe, expect, it } from '@jest/globals';
import {
  approvedFor,
  expected,
  firstDay,
  firstJourney,
  laterDay,
  morningOf,
  notified,
  otherJourney,
  planned,
  readyToReturn,
  setToGo,
} from '../spec/returning-together.js';
import { caseOf, type Land, type TwoCountries } from '../spec/two-countries.js';
import { Here, There } from '../spec/lands.js';

const codeOf = (decision: { readonly refusal?: { readonly code: string } }) => decision.refusal?.code;
const sentenceOf = (decision: { readonly refusal?: { readonly sentence: string } }) =>
  decision.refusal?.sentence ?? '';
const irregularities = (world: TwoCountries, country: Land, person: string) =>
  world.file(country, person).coordination.irregularities;
const unconfirmed = (world: TwoCountries, country: Land, person: string): boolean =>
  irregularities(world, country, person).some(({ rule }) => rule === 'travel_without_confirmed_notice');

const here = (person: string) => ({ caseId: caseOf(Here, person) });
const start = (world: TwoCountries, journeyId = firstJourney, leg = 0) =>
  world.onJourney(Here, journeyId, 'StartLeg', { leg });
const add = (world: TwoCountries, person: string, journeyId = otherJourney) =>
  world.onJourney(Here, journeyId, 'AddTraveller', here(person));
const record = (country: Land, people: readonly string[]) => ({
  officer: 'officer-7',
  point: 'bridge',
  travellers: people.map((person) => caseOf(country, person)),
  items: [],
  discrepancies: [],
});

describe('a leg by permission', () => {
  it('starts for a journey, point and day that the receiving side confirmed', () => {
    const world = setToGo(['aye']);
    world.at(morningOf(firstDay));
    expect(codeOf(start(world))).toBeUndefined();
    expect(world.file(Here, 'aye').repatriation.stage).toBe('in_transit');
    expect(irregularities(world, Here, 'aye')).toEqual([]);
  });

  it('is refused before the confirmation comes, and says what to wait for', () => {
    const world = readyToReturn(['aye']);
    planned(world, firstJourney, firstDay);
    approvedFor(world, 'aye', firstDay, firstJourney);
    add(world, 'aye', firstJourney);
    world.at(morningOf(firstDay));
    expect(sentenceOf(start(world))).toContain('not authorised');
    notified(world, 'aye', firstDay);
    expect(sentenceOf(start(world))).toContain('not confirmed');
    world.deliverAll();
    world.inCase(There, 'aye', 'ConfirmReception', {});
    expect(sentenceOf(start(world))).toContain('not confirmed');
    world.deliverAll();
    expect(codeOf(start(world))).toBeUndefined();
  });

  it('starts a day for each leg before the notified day, not earlier and not later', () => {
    const on = (day: string) => {
      const world = setToGo(['aye']);
      world.at(morningOf(day));
      return start(world);
    };
    expect(sentenceOf(on('2013-06-28'))).toContain('too far ahead');
    expect(codeOf(on('2013-06-29'))).toBeUndefined();
    expect(codeOf(on(firstDay))).toBeUndefined();
    expect(sentenceOf(on('2013-07-02'))).toContain('Notify the new day');
  });

  it('goes without who is not expected, and with the others', () => {
    const world = setToGo(['aye', 'ba']);
    world.at(morningOf('2013-06-30'));
    notified(world, 'ba', '2013-07-02');
    world.deliverAll();
    expect(start(world).events.map(({ type }) => type)).toEqual(['TravellerLeft', 'LegStarted']);
    expect(world.journey(Here, firstJourney).travellers).toEqual([caseOf(Here, 'aye')]);
    expect(world.file(Here, 'ba').repatriation.stage).toBe('scheduled');
  });

  it('is refused on another journey than the one that was notified', () => {
    const world = setToGo(['aye']);
    planned(world, otherJourney, firstDay);
    expect(sentenceOf(add(world, 'aye'))).toContain('off that one first');
    world.onJourney(Here, firstJourney, 'RemoveTraveller', here('aye'));
    add(world, 'aye');
    world.at(morningOf(firstDay));
    expect(sentenceOf(start(world, otherJourney))).toContain('not told of this journey');
    expected(world, 'aye', firstDay);
    expect(codeOf(start(world, otherJourney))).toBeUndefined();
  });
});

describe('a handover by permission', () => {
  it('is authorised on the notified day alone', () => {
    const world = setToGo(['aye']);
    world.at(morningOf('2013-06-30'));
    start(world);
    const authorise = () => world.onJourney(Here, firstJourney, 'AuthoriseHandover', { point: 'bridge' });
    expect(sentenceOf(authorise())).toContain('too far ahead');
    world.at(morningOf('2013-07-02'));
    expect(sentenceOf(authorise())).toContain('Notify the new day');
    expected(world, 'aye', '2013-07-02');
    expect(codeOf(authorise())).toBeUndefined();
    expect(world.file(Here, 'aye').repatriation.stage).toBe('in_transit');
  });
});

describe('who falls ill on the way', () => {
  const ill = () => {
    const world = setToGo(['aye', 'ba']);
    world.at(morningOf(firstDay));
    start(world);
    world.onJourney(Here, firstJourney, 'RemoveTraveller', here('aye'));
    world.inCase(Here, 'aye', 'SuspendReturn', { reason: 'circumstances' });
    world.deliverAll();
    world.at(morningOf('2013-07-08'));
    return world;
  };

  it('goes home later: a new day is notified without cancelling, and both sides have one notice', () => {
    const world = ill();
    expect(codeOf(notified(world, 'aye', laterDay))).toBe('condition_missing');
    world.inCase(Here, 'aye', 'ResumeReturn', {});
    planned(world, otherJourney, laterDay);
    expect(codeOf(add(world, 'aye'))).toBeUndefined();
    expect(codeOf(start(world, otherJourney))).toBe('condition_missing');
    expect(codeOf(notified(world, 'aye', laterDay))).toBeUndefined();
    world.deliverAll();
    expect(world.journey(There, otherJourney).travellers).toEqual([caseOf(There, 'aye')]);
    expect(world.journey(There, firstJourney).travellers).toEqual([caseOf(There, 'ba')]);
    world.at(morningOf(laterDay));
    expect(codeOf(start(world, otherJourney))).toBe('condition_missing');
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBeUndefined();
    world.deliverAll();
    expect(codeOf(start(world, otherJourney))).toBeUndefined();
    world.onJourney(Here, otherJourney, 'CompleteLeg', { leg: 0 });
    start(world, otherJourney, 1);
    expect(
      codeOf(world.onJourney(Here, otherJourney, 'AuthoriseHandover', { point: 'bridge' })),
    ).toBeUndefined();
    world.onJourney(Here, otherJourney, 'SignHandover', record(Here, ['aye']));
    world.deliverAll();
    world.onJourney(There, otherJourney, 'SignReception', record(There, ['aye']));
    world.deliverAll();
    world.inCase(There, 'aye', 'RecordArrival', { place: 'home-1', nextStep: 'border_shelter' });
    world.deliverAll();
    for (const country of [Here, There] as const) {
      expect(world.file(country, 'aye').repatriation.stage).toBe('received');
      expect(irregularities(world, country, 'aye')).toEqual([]);
    }
  });

  it('can be proposed and approved anew, with new signatures', () => {
    const world = ill();
    planned(world, otherJourney, laterDay);
    approvedFor(world, 'aye', laterDay, otherJourney);
    expect(world.file(Here, 'aye').repatriation).toMatchObject({ stage: 'approved' });
    add(world, 'aye');
    expected(world, 'aye', laterDay);
    world.at(morningOf(laterDay));
    expect(codeOf(start(world, otherJourney))).toBeUndefined();
  });

  it('can be proposed anew from the list of the journey, which then loses the name on both sides', () => {
    const world = setToGo(['aye']);
    world.at(morningOf(firstDay));
    start(world);
    const plan = { to: There, point: 'bridge', plannedOn: laterDay, escorts: 1 };
    expect(codeOf(world.inCase(Here, 'aye', 'ProposeRepatriation', plan))).toBe('wrong_state');
    world.inCase(Here, 'aye', 'SuspendReturn', { reason: 'circumstances' });
    expect(codeOf(world.inCase(Here, 'aye', 'ProposeRepatriation', plan))).toBeUndefined();
    world.deliverAll();
    for (const country of [Here, There] as const)
      expect(world.journey(country, firstJourney).travellers).toEqual([]);
  });

  it('who never was approved is not authorised by leaving a journey on which the person set out', () => {
    const world = readyToReturn(['aye']);
    planned(world, firstJourney, firstDay);
    world.inCase(Here, 'aye', 'ProposeRepatriation', {
      to: There,
      point: 'bridge',
      plannedOn: firstDay,
      escorts: 0,
    });
    add(world, 'aye', firstJourney);
    world.onJourney(Here, firstJourney, 'ReportLegStarted', { leg: 0, travellers: [caseOf(Here, 'aye')] });
    expect(codeOf(notified(world, 'aye', firstDay))).toBe('wrong_state');
    world.onJourney(Here, firstJourney, 'RemoveTraveller', here('aye'));
    expect(world.file(Here, 'aye').repatriation.stage).toBe('proposed');
    expect(codeOf(notified(world, 'aye', firstDay))).toBe('wrong_state');
  });
});

describe('a confirmation', () => {
  it('of the day before does not count for the new one that it crosses', () => {
    const world = setToGo(['aye']);
    notified(world, 'aye', '2013-06-20');
    world.deliverAll();
    world.inCase(There, 'aye', 'ConfirmReception', {});
    notified(world, 'aye', firstDay);
    world.deliver(There, 'aye');
    world.at(morningOf(firstDay));
    expect(sentenceOf(start(world))).toContain('not confirmed');
    world.deliverAll();
    expect(codeOf(start(world))).toBe('condition_missing');
    world.inCase(There, 'aye', 'ConfirmReception', {});
    world.deliverAll();
    expect(codeOf(start(world))).toBeUndefined();
  });

  it('is asked anew after each notice, and given once', () => {
    const world = setToGo(['aye']);
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBe('already_exists');
    notified(world, 'aye', '2013-07-02');
    world.deliverAll();
    world.at(morningOf('2013-07-02'));
    expect(codeOf(start(world))).toBe('condition_missing');
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBeUndefined();
  });

  it.each([Here, There] as const)('ends with a suspension by %s, on both sides', (country) => {
    const world = setToGo(['aye']);
    world.inCase(country, 'aye', 'SuspendReturn', { reason: 'border_closed' });
    world.deliverAll();
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBe('wrong_state');
    world.inCase(country, 'aye', 'ResumeReturn', {});
    world.deliverAll();
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBe('wrong_state');
    world.at(morningOf(firstDay));
    expect(codeOf(start(world))).toBe('condition_missing');
    expected(world, 'aye', firstDay);
    expect(codeOf(start(world))).toBeUndefined();
  });

  it('ends when the notice is called back', () => {
    const world = setToGo(['aye']);
    const notice = world.file(Here, 'aye').repatriation.notices.at(-1)?.messageId ?? '';
    world.inCase(Here, 'aye', 'RecallMessage', { messageId: notice, action: 'stop_use' });
    world.deliverAll();
    world.at(morningOf(firstDay));
    expect(codeOf(start(world))).toBe('condition_missing');
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBe('wrong_state');
  });

  it('moves the day of the journey on both sides once all who travel on it are notified for another', () => {
    const world = setToGo(['aye', 'ba']);
    const daysOf = () => ([Here, There] as const).map((country) => world.journey(country, firstJourney).on);
    notified(world, 'aye', laterDay);
    world.deliverAll();
    expect(daysOf()).toEqual([firstDay, firstDay]);
    notified(world, 'ba', laterDay);
    world.deliverAll();
    expect(daysOf()).toEqual([laterDay, laterDay]);
  });

  it('is not given for a day that has passed', () => {
    const world = setToGo(['aye']);
    notified(world, 'aye', '2013-07-02');
    world.deliverAll();
    world.at(morningOf('2013-07-03'));
    expect(codeOf(world.inCase(There, 'aye', 'ConfirmReception', {}))).toBe('impossible_date');
  });
});

describe('who crosses without a confirmed notice', () => {
  it('is recorded, with an irregularity on both sides, and can be signed for and received there', () => {
    const world = setToGo(['aye']);
    world.onJourney(Here, firstJourney, 'RemoveTraveller', here('aye'));
    planned(world, otherJourney, laterDay);
    add(world, 'aye');
    world.at(morningOf(laterDay));
    const travellers = [caseOf(Here, 'aye')];
    expect(
      codeOf(world.onJourney(Here, otherJourney, 'ReportLegStarted', { leg: 0, travellers })),
    ).toBeUndefined();
    expect(unconfirmed(world, Here, 'aye')).toBe(true);
    expect(unconfirmed(world, There, 'aye')).toBe(false);
    world.onJourney(Here, otherJourney, 'SignHandover', record(Here, ['aye']));
    world.deliverAll();
    expect(unconfirmed(world, There, 'aye')).toBe(true);
    expect(world.journey(There, otherJourney).travellers).toEqual([caseOf(There, 'aye')]);
    expect(
      codeOf(world.onJourney(There, otherJourney, 'SignReception', record(There, ['aye']))),
    ).toBeUndefined();
    world.deliverAll();
    for (const country of [Here, There] as const)
      expect(world.file(country, 'aye').repatriation.stage).toBe('handed_over');
  });
});
