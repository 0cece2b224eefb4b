import { describe, expect, it } from '@jest/globals';
import {
  approvedFor,
  expected,
  firstDay,
  firstJourney,
  morningOf,
  otherJourney,
  planned,
  readyToReturn,
  setToGo,
} from '../../spec/returning-together.js';
import { id } from '../../spec/sample.js';
import { caseOf, type Land, type TwoCountries } from '../../spec/two-countries.js';
import { Here, There } from '../../spec/lands.js';

const codeOf = (decision: { readonly refusal?: { readonly code: string } }) => decision.refusal?.code;
const here = (person: string) => ({ caseId: caseOf(Here, person) });
const record = (country: Land, people: readonly string[]) => ({
  officer: 'officer-7',
  point: 'bridge',
  travellers: people.map((person) => caseOf(country, person)),
  items: [],
  discrepancies: [],
});
const add = (world: TwoCountries, person: string) =>
  world.onJourney(Here, firstJourney, 'AddTraveller', here(person));

describe('who travels without being on the list', () => {
  const rulesOf = (world: TwoCountries, country: Land, person: string) =>
    world.file(country, person).coordination.irregularities.map(({ rule }) => rule);

  it('is recorded on both sides, with an irregularity on both, even where no return was proposed', () => {
    const world = readyToReturn(['aye', 'ba']);
    planned(world, firstJourney, firstDay);
    approvedFor(world, 'ba', firstDay, firstJourney);
    add(world, 'ba');
    expected(world, 'ba', firstDay);
    world.at(morningOf(firstDay));
    const travellers = [caseOf(Here, 'aye'), caseOf(Here, 'ba')];
    expect(
      codeOf(world.onJourney(Here, firstJourney, 'ReportLegStarted', { leg: 0, travellers })),
    ).toBeUndefined();
    expect(rulesOf(world, Here, 'aye')).toContain('traveller_not_listed');
    expect(rulesOf(world, Here, 'ba')).toEqual([]);
    expect(
      codeOf(world.onJourney(Here, firstJourney, 'SignHandover', record(Here, ['aye', 'ba']))),
    ).toBeUndefined();
    world.deliverAll();
    expect(rulesOf(world, There, 'aye')).toContain('travel_without_confirmed_notice');
    expect(
      codeOf(world.onJourney(There, firstJourney, 'SignReception', record(There, ['aye', 'ba']))),
    ).toBeUndefined();
    world.deliverAll();
    for (const country of [Here, There] as const)
      for (const person of ['aye', 'ba'])
        expect(world.file(country, person).repatriation.stage).toBe('handed_over');
    expect(rulesOf(world, There, 'ba')).toEqual([]);
  });

  it('is signed for, received and turned away at the point; a second time changes nothing', () => {
    const world = setToGo(['aye', 'ba']);
    world.onJourney(Here, firstJourney, 'RemoveTraveller', here('aye'));
    world.at(morningOf(firstDay));
    world.onJourney(Here, firstJourney, 'StartLeg', { leg: 0 });
    const signed = () => world.onJourney(Here, firstJourney, 'SignHandover', record(Here, ['aye', 'ba']));
    expect([codeOf(signed()), codeOf(signed())]).toEqual([undefined, undefined]);
    expect(rulesOf(world, Here, 'aye').filter((rule) => rule === 'traveller_not_listed')).toHaveLength(1);
    expect(world.journey(Here, firstJourney).travellers).toHaveLength(2);
    const fresh = readyToReturn(['aye', 'ba']);
    planned(fresh, firstJourney, firstDay);
    approvedFor(fresh, 'ba', firstDay, firstJourney);
    add(fresh, 'ba');
    expected(fresh, 'ba', firstDay);
    const turnedAway = fresh.onJourney(There, firstJourney, 'RefuseHandover', {
      point: 'bridge',
      travellers: [caseOf(There, 'aye')],
      reason: 'logistics',
    });
    expect(turnedAway.events.map(({ type }) => type)).toEqual(['TravellerAdded', 'JourneyHandoverRefused']);
  });

  it('comes off the journey on whose list the name stood', () => {
    const world = setToGo(['aye']);
    planned(world, otherJourney, firstDay);
    world.at(morningOf(firstDay));
    world.onJourney(Here, otherJourney, 'ReportLegStarted', { leg: 0, travellers: [caseOf(Here, 'aye')] });
    expect(world.journey(Here, firstJourney).travellers).toEqual([]);
    expect(world.journey(Here, otherJourney).travellers).toEqual([caseOf(Here, 'aye')]);
  });

  it('must have a case here', () => {
    const world = setToGo(['aye']);
    const travellers = [id('nobody')];
    expect(codeOf(world.onJourney(Here, firstJourney, 'ReportLegStarted', { leg: 0, travellers }))).toBe(
      'unknown_reference',
    );
  });
});
