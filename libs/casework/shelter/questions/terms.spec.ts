import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../words/calendar.js';
import type { CountryFacts, Shelter } from '../../words/facts.js';
import { sampleContext } from '../../spec/sample.js';
import { termsAfterMove, termsOf } from './terms.js';

const kinds = ['border', 'transit', 'temporary', 'long_term'] as const;
const days = (length: number) => ({ days: length, calendar: 'calendar', source: '(A)' }) as const;

it('a move to another shelter begins neither the paid meals anew, nor the days of a stay of the same kind', () => {
  const lengths = fc.record({
    border: fc.integer({ min: 1, max: 30 }),
    transit: fc.integer({ min: 1, max: 30 }),
  });
  const places = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...kinds));
  fc.assert(
    fc.property(
      lengths,
      places,
      fc.integer({ min: 1, max: 90 }),
      ({ border, transit }, [first, second], later) => {
        const { facts: usual, country, ...rest } = sampleContext();
        const shelter = (code: string, kind: Shelter['kind']): Shelter => ({
          ...usual(country).shelters[0]!,
          ...{ code, kind },
        });
        const [from, to] = [shelter('one', first), shelter('two', second)];
        const facts: CountryFacts = {
          ...usual(country),
          shelters: [from, to],
          deadlines: { border_shelter_stay: days(border), transit_stay: days(transit), paid_meals: days(60) },
        };
        const context = { ...rest, country, facts: () => facts };
        const begun = termsOf(from, context.now, context);
        const now = `${addDays(context.now.slice(0, 10), later)}T04:00:00.000Z`;
        const moved = termsAfterMove({ shelterCode: 'one', ...begun }, to, { ...context, now });
        expect(moved.mealsPaidUntil).toBe(begun.mealsPaidUntil);
        expect(moved.until).toBe(first === second ? begun.until : termsOf(to, now, context).until);
      },
    ),
  );
});
