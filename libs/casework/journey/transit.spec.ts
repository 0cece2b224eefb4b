import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { Here, There, Third } from '../spec/lands.js';
import { journeyId, onTheDay, plannedOn, scheduled } from '../spec/returning.js';
import { id } from '../spec/sample.js';
import { party, type Party } from '../spec/travelling.js';

const [mother, father] = [id('mother'), id('father')];
const legs = [
  { from: 'shelter', to: 'border-post', mode: 'road' as const },
  { from: 'gate-of-entry', to: 'bridge', mode: 'road' as const, in: Third },
];
const plan = { to: There, point: 'bridge', on: plannedOn, legs };

const asked = (change: { on?: string; journey?: string } = {}): NewCaseEvent[] => [
  {
    type: 'ProtectionScreened',
    data: {
      ...{ screeningId: id('screening of the third'), about: Third, language: 'my' },
      ...{ inPrivate: true, result: 'no_fear' },
    },
  },
  { type: 'TransitAsked', data: { of: Third, on: plannedOn, ...change } },
];
const permitted = (change: { on?: string; journey?: string } = {}): NewCaseEvent[] => [
  ...asked(change),
  { type: 'TransitPermitted', data: { by: Third, to: Here, on: change.on ?? plannedOn } },
];

const travelling = (histories: Readonly<Record<string, readonly NewCaseEvent[]>>): Party => {
  const all = party(histories, onTheDay);
  all.does('PlanJourney', plan);
  for (const caseId of Object.keys(histories)) all.does('AddTraveller', { caseId });
  return all;
};

describe('a journey through another state', () => {
  it('tells the case of each traveller which states lie on the way, and says so where a leg starts', () => {
    const all = travelling({ [mother]: [...scheduled, ...permitted()] });
    expect(all.file(mother).repatriation.legs).toEqual(legs);
    all.does('StartLeg', { leg: 0 });
    all.does('CompleteLeg', { leg: 0 });
    const { events } = all.does('StartLeg', { leg: 1 });
    expect(events).toMatchObject([{ type: 'LegStarted', data: { leg: 1, in: Third } }]);
    expect(all.irregularitiesOf(mother)).toEqual([]);
  });

  it('starts for those alone whom that state lets pass', () => {
    const all = travelling({
      [mother]: [...scheduled, ...permitted()],
      [father]: [...scheduled, ...asked()],
    });
    const { events, refusal } = all.does('StartLeg', { leg: 0 });
    expect(refusal).toBeUndefined();
    expect(events).toMatchObject([
      { type: 'TravellerLeft', data: { caseId: father } },
      { type: 'LegStarted', data: { travellers: [mother] } },
    ]);
  });

  it.each<[string, NewCaseEvent[]]>([
    ['was not asked', []],
    ['has not answered', asked()],
    ['permits another journey', permitted({ journey: id('another journey') })],
    ['permitted a day that is over', permitted({ on: '2013-06-20' })],
  ])('starts for nobody where that state %s', (_how, history) => {
    const all = travelling({ [mother]: [...scheduled, ...history] });
    expect(all.does('StartLeg', { leg: 0 }).refusal).toMatchObject({
      code: 'condition_missing',
      dataClass: 'P1',
    });
    expect(all.journey().travellers).toEqual([mother]);
  });

  it('is travelled there on the days of the permit alone', () => {
    const all = travelling({
      [mother]: [...scheduled, ...permitted({ on: '2013-07-02', journey: journeyId })],
    });
    expect(all.does('StartLeg', { leg: 0 }).refusal).toBeUndefined();
    all.does('CompleteLeg', { leg: 0 });
    expect(all.does('StartLeg', { leg: 1 }).refusal).toMatchObject({
      code: 'condition_missing',
      sentence: expect.stringContaining('other days') as unknown,
    });
  });

  it('that was travelled without a permit is recorded, and irregular in that state alone', () => {
    const all = travelling({ [mother]: [...scheduled, ...asked()] });
    const { occurredAt } = { occurredAt: onTheDay.now };
    all.does('ReportLegStarted', { leg: 0, travellers: [mother], occurredAt });
    expect(all.irregularitiesOf(mother)).toEqual([]);
    all.does('CompleteLeg', { leg: 0, occurredAt });
    all.does('ReportLegStarted', { leg: 1, travellers: [mother], occurredAt });
    expect(all.irregularitiesOf(mother)).toEqual(['travel_without_transit_permit']);
  });

  it('asks no permit of either side, and none of a plan that names no country', () => {
    for (const country of [undefined, Here, There]) {
      const all = party({ [mother]: scheduled }, onTheDay);
      const named = legs.map(({ from, to, mode }) => ({
        from,
        to,
        mode,
        ...(country ? { in: country } : {}),
      }));
      all.does('PlanJourney', { ...plan, legs: named });
      all.does('AddTraveller', { caseId: mother });
      expect(all.does('StartLeg', { leg: 0 }).refusal).toBeUndefined();
    }
  });
});
