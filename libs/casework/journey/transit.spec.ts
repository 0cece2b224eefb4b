import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { Leg } from '../repatriation/values.js';
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

const dayBefore = { now: '2013-06-30T04:00:00.000Z' };

const travelling = (
  histories: Readonly<Record<string, readonly NewCaseEvent[]>>,
  day = onTheDay,
  way: readonly Leg[] = legs,
): Party => {
  const all = party(histories, day);
  all.does('PlanJourney', { ...plan, legs: [...way] });
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
    const all = travelling(
      { [mother]: [...scheduled, ...permitted({ on: plannedOn, journey: journeyId })] },
      dayBefore,
    );
    expect(all.does('StartLeg', { leg: 0 }).refusal).toBeUndefined();
    all.does('CompleteLeg', { leg: 0 });
    expect(all.does('StartLeg', { leg: 1 }).refusal).toMatchObject({
      code: 'condition_missing',
      sentence: expect.stringContaining('other days') as unknown,
    });
  });

  const unsaid: readonly Leg[] = [
    { from: 'shelter', to: 'border-post', mode: 'road' },
    { from: 'border-post', to: 'bridge', mode: 'road' },
  ];

  it.each<[string, NewCaseEvent[]]>([
    ['has not answered', asked()],
    ['permits another journey', permitted({ journey: id('another journey') })],
    ['permitted a day that is over', permitted({ on: '2013-06-20' })],
    ['permits a day after that of the handover', permitted({ on: '2013-07-02' })],
    [
      'refused',
      [
        ...asked(),
        { type: 'TransitRefused', data: { by: Third, to: Here, on: plannedOn, reason: 'border_closed' } },
      ],
    ],
  ])('of which no leg says where it runs starts no leg where a state that was asked %s', (_how, history) => {
    for (const leg of [0, 1]) {
      const all = travelling({ [mother]: [...scheduled, ...history] }, onTheDay, unsaid);
      if (leg === 1) {
        all.does('ReportLegStarted', { leg: 0, travellers: [mother] });
        all.does('CompleteLeg', { leg: 0 });
      }
      expect(all.does('StartLeg', { leg }).refusal).toMatchObject({ code: 'condition_missing' });
    }
  });

  it('of which no leg says where it runs goes on by a permit for a day since it set out', () => {
    const all = travelling({ [mother]: [...scheduled, ...permitted()] }, onTheDay, unsaid);
    for (const leg of [0, 1]) {
      expect(all.does('StartLeg', { leg }).refusal).toBeUndefined();
      all.does('CompleteLeg', { leg });
    }
    expect(all.does('AuthoriseHandover', { point: 'bridge' }).refusal).toBeUndefined();
  });

  it('hands nobody over on the far side of a state that has not let them pass', () => {
    const setOut = (history: NewCaseEvent[], passed: boolean) => {
      const all = travelling({ [mother]: [...scheduled, ...history] });
      for (const leg of passed ? [0, 1] : [0]) {
        all.does('ReportLegStarted', { leg, travellers: [mother] });
        all.does('CompleteLeg', { leg });
      }
      return all.does('AuthoriseHandover', { point: 'bridge' }).refusal?.code;
    };
    expect(setOut(asked(), false)).toBe('condition_missing');
    expect(setOut(permitted(), false)).toBeUndefined();
    // Who has come through stands at the border: nothing is kept from them there.
    expect(setOut(asked(), true)).toBeUndefined();
  });

  it('of which the permit is taken back after it set out goes no further into that state', () => {
    const all = travelling({ [mother]: [...scheduled, ...permitted()] });
    all.does('StartLeg', { leg: 0 });
    all.does('CompleteLeg', { leg: 0 });
    all.adds(mother, {
      type: 'TransitRefused',
      data: { by: Third, to: Here, on: plannedOn, reason: 'border_closed' },
    });
    expect(all.does('StartLeg', { leg: 1 }).refusal).toMatchObject({
      code: 'condition_missing',
      sentence: expect.stringContaining('does not let the person pass') as unknown,
    });
    all.does('ReportLegStarted', { leg: 1, travellers: [mother] });
    expect(all.irregularitiesOf(mother)).toEqual(['travel_without_transit_permit']);
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

describe('a leg by permission in another state', () => {
  const where = fc.constantFrom(undefined, Here, There, Third, Third);
  const day = fc.constantFrom('2013-06-29', '2013-06-30', plannedOn, '2013-07-02');

  it('starts on a permit of that state for that journey and that day, whichever leg it is', () => {
    let started = 0;
    fc.assert(
      fc.property(
        fc.array(where, { minLength: 1, maxLength: 3 }),
        day,
        fc.constantFrom(undefined, journeyId, id('another journey')),
        fc.constantFrom<'asked' | 'permitted'>('asked', 'permitted', 'permitted'),
        fc.constantFrom(onTheDay, dayBefore),
        (countries, on, journey, standing, today) => {
          const way = countries.map((country, index): Leg => ({
            ...{ from: `place-${index}`, to: `place-${index + 1}`, mode: 'road' },
            ...(country ? { in: country } : {}),
          }));
          const change = { on, ...(journey ? { journey } : {}) };
          const history = standing === 'permitted' ? permitted(change) : asked(change);
          const all = travelling({ [mother]: [...scheduled, ...history] }, today, way);
          countries.forEach((country, leg) => {
            const { refusal } = all.does('StartLeg', { leg });
            if (refusal) {
              all.does('ReportLegStarted', { leg, travellers: [mother] });
            } else if (country === Third) {
              started += 1;
              expect([standing, on, journey === id('another journey')]).toEqual([
                'permitted',
                today.now.slice(0, 10),
                false,
              ]);
            } else if (country === undefined && !countries.includes(Third)) {
              expect([standing, journey === id('another journey'), on > plannedOn]).toEqual([
                'permitted',
                false,
                false,
              ]);
            }
            all.does('CompleteLeg', { leg });
          });
        },
      ),
      { numRuns: 200 },
    );
    expect(started).toBeGreaterThan(3);
  });
});
