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

const codeOf = (decision: { readonly refusal?: { readonly code: string } }) => decision.refusal?.code;
const here = (person: string) => ({ caseId: caseOf('TH', person) });
const record = (country: Land, people: readonly string[]) => ({
  officer: 'officer-7',
  point: 'bridge',
  travellers: people.map((person) => caseOf(country, person)),
  items: [],
  discrepancies: [],
});
const add = (world: TwoCountries, person: string) =>
  world.onJourney('TH', firstJourney, 'AddTraveller', here(person));

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
    const travellers = [caseOf('TH', 'aye'), caseOf('TH', 'ba')];
    expect(
      codeOf(world.onJourney('TH', firstJourney, 'ReportLegStarted', { leg: 0, travellers })),
    ).toBeUndefined();
    expect(rulesOf(world, 'TH', 'aye')).toContain('traveller_not_listed');
    expect(rulesOf(world, 'TH', 'ba')).toEqual([]);
    expect(
      codeOf(world.onJourney('TH', firstJourney, 'SignHandover', record('TH', ['aye', 'ba']))),
    ).toBeUndefined();
    world.deliverAll();
    expect(rulesOf(world, 'MM', 'aye')).toContain('travel_without_confirmed_notice');
    expect(
      codeOf(world.onJourney('MM', firstJourney, 'SignReception', record('MM', ['aye', 'ba']))),
    ).toBeUndefined();
    world.deliverAll();
    for (const country of ['TH', 'MM'] as const)
      for (const person of ['aye', 'ba'])
        expect(world.file(country, person).repatriation.stage).toBe('handed_over');
    expect(rulesOf(world, 'MM', 'ba')).toEqual([]);
  });

  it('is signed for, received and turned away at the point; a second time changes nothing', () => {
    const world = setToGo(['aye', 'ba']);
    world.onJourney('TH', firstJourney, 'RemoveTraveller', here('aye'));
    world.at(morningOf(firstDay));
    world.onJourney('TH', firstJourney, 'StartLeg', { leg: 0 });
    const signed = () => world.onJourney('TH', firstJourney, 'SignHandover', record('TH', ['aye', 'ba']));
    expect([codeOf(signed()), codeOf(signed())]).toEqual([undefined, undefined]);
    expect(rulesOf(world, 'TH', 'aye').filter((rule) => rule === 'traveller_not_listed')).toHaveLength(1);
    expect(world.journey('TH', firstJourney).travellers).toHaveLength(2);
    const fresh = readyToReturn(['aye', 'ba']);
    planned(fresh, firstJourney, firstDay);
    approvedFor(fresh, 'ba', firstDay, firstJourney);
    add(fresh, 'ba');
    expected(fresh, 'ba', firstDay);
    const turnedAway = fresh.onJourney('MM', firstJourney, 'RefuseHandover', {
      point: 'bridge',
      travellers: [caseOf('MM', 'aye')],
      reason: 'logistics',
    });
    expect(turnedAway.events.map(({ type }) => type)).toEqual(['TravellerAdded', 'JourneyHandoverRefused']);
  });

  it('comes off the journey on whose list the name stood', () => {
    const world = setToGo(['aye']);
    planned(world, otherJourney, firstDay);
    world.at(morningOf(firstDay));
    world.onJourney('TH', otherJourney, 'ReportLegStarted', { leg: 0, travellers: [caseOf('TH', 'aye')] });
    expect(world.journey('TH', firstJourney).travellers).toEqual([]);
    expect(world.journey('TH', otherJourney).travellers).toEqual([caseOf('TH', 'aye')]);
  });

  it('must have a case here', () => {
    const world = setToGo(['aye']);
    const travellers = [id('nobody')];
    expect(codeOf(world.onJourney('TH', firstJourney, 'ReportLegStarted', { leg: 0, travellers }))).toBe(
      'unknown_reference',
    );
  });
});
