import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expected, firstDay, firstJourney, morningOf, setToGo } from '../spec/returning-together.js';
import { standsHigh } from '../spec/stands-high.js';
import { caseOf, type Land, type TwoCountries } from '../spec/two-countries.js';
import { Here, otherThan, There } from '../spec/lands.js';

const people = ['aye', 'ba'];
const assessment = (level: 'low' | 'high') => ({
  level,
  threats: ['recruiter_nearby'],
  mitigations: ['Another town'],
  reviewOn: '2013-09-01',
});

const aStep = fc.record({
  what: fc.constantFrom(
    ...(['assess', 'assess', 'share', 'sign', 'sign', 'resume', 'expect', 'start', 'start'] as const),
    ...(['complete', 'authorise', 'authorise', 'cross', 'add'] as const),
  ),
  person: fc.constantFrom(...people),
  country: fc.constantFrom<Land>(Here, There),
  level: fc.constantFrom<'low' | 'high'>('low', 'high'),
  agency: fc.constantFrom('focal', 'welfare'),
  leg: fc.constantFrom(0, 0, 1),
});
type AStep = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

const done = (world: TwoCountries, { what, person, country, level, agency, leg }: AStep): void => {
  const latest = world.file(Here, person).repatriation.risks.find(({ by }) => by === country);
  switch (what) {
    case 'assess':
      return void world.inCase(country, person, 'AssessRisk', { assessment: assessment(level) });
    case 'share':
      return void world.inCase(country, person, 'ShareRisk', { with: otherThan(country) });
    case 'sign':
      return void (
        latest && world.inCase(Here, person, 'ConfirmMeasures', { assessmentId: latest.assessmentId }, agency)
      );
    case 'resume':
      return void world.inCase(country, person, 'ResumeReturn', {});
    case 'expect':
      return expected(world, person, firstDay);
    case 'start':
      return void world.onJourney(Here, firstJourney, 'StartLeg', { leg });
    case 'complete':
      return void world.onJourney(Here, firstJourney, 'CompleteLeg', { leg });
    case 'authorise':
      return void world.onJourney(Here, firstJourney, 'AuthoriseHandover', { point: 'bridge' });
    case 'cross':
      return world.deliverAll();
    case 'add':
      return void world.onJourney(Here, firstJourney, 'AddTraveller', { caseId: caseOf(Here, person) });
  }
};

const step = (what: AStep['what'], more: Partial<AStep> = {}): AStep => ({
  ...{ what, person: 'aye', country: Here, level: 'high', agency: 'focal', leg: 0 },
  ...more,
});
/** A high risk that two find borne, and that comes while they are on the way. */
const examples: [AStep[]][] = [
  [
    [
      ...[step('assess'), step('start'), step('sign'), step('sign', { agency: 'welfare' }), step('resume')],
      ...[step('expect'), step('add'), step('complete'), step('start', { leg: 1 }), step('authorise')],
    ],
  ],
  [[step('start'), step('assess'), step('authorise'), step('complete'), step('start', { leg: 1 })]],
];

describe('the law of risk on the way', () => {
  it('nobody starts a leg or is authorised to be handed over by permission while a high risk of either side stands unborne', () => {
    const seen = { permitted: 0, keptBack: 0 };
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 8, maxLength: 25, size: 'max' }), (steps) => {
        const world = setToGo(people);
        world.at(morningOf(firstDay));
        for (const each of steps) {
          const high = people.filter((person) => standsHigh(world.history(Here, person)));
          const before = world.steps.length;
          done(world, each);
          for (const { country, command, events } of world.steps.slice(before)) {
            if (country !== Here || !['StartLeg', 'AuthoriseHandover'].includes(command)) continue;
            const named = events.flatMap((event) =>
              event.type === 'LegStarted' || event.type === 'JourneyHandoverAuthorised'
                ? event.data.travellers
                : [],
            );
            expect(high.filter((person) => named.includes(caseOf(Here, person)))).toEqual([]);
            seen[named.length > 0 ? 'permitted' : 'keptBack'] += 1;
          }
        }
      }),
      { numRuns: 15, examples },
    );
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  });
});
