import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../the-case.js';
import type { Context } from '../words/context.js';
import { countries, isCountry, type Country } from '../words/country.js';
import { commandOf, commandTypes, contextOf } from './any-step.js';
import { Here, There } from './lands.js';
import { sampleContext } from './sample.js';
import { receiving, sending, walkedCase } from './walk.js';

/** Which country takes whose part. */
type Cast = ReadonlyMap<Country, Country>;

const played = (cast: Cast, country: Country): Country => cast.get(country) ?? country;
const aCast: fc.Arbitrary<Cast> = fc
  .shuffledSubarray([...countries], { minLength: countries.length })
  .map((parts) => new Map(countries.map((country, index) => [country, parts[index] ?? country])));
const turned = (cast: Cast): Cast => new Map([...cast].map(([from, to]) => [to, from]));

/** A value with every code of a country in it turned into that of whoever plays it. */
const withCast = <T>(cast: Cast, value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    isCountry(part) ? played(cast, part) : part,
  ) as T;

/** The same contexts among the others: whatever one is asked of a country, it answers as of the one that is played. */
const contextsWith = (cast: Cast) => {
  const back = turned(cast);
  const { facts: factsOf, instruments: known } = sampleContext();
  const facts = new Map(
    countries.map((country) => [country, withCast(cast, factsOf(played(back, country)))]),
  );
  const instruments = withCast(cast, known);
  const wordBack = (word: string): string => (isCountry(word) ? played(back, word) : word);
  return (context: Context): Context => ({
    ...context,
    actor: withCast(cast, context.actor),
    country: played(cast, context.country),
    facts: (country) => facts.get(country) ?? factsOf(country),
    instruments,
    idFor: (label) => context.idFor(label.split(' ').map(wordBack).join(' ')),
    referenceFor: (country, caseId) => context.referenceFor(played(back, country), caseId),
  });
};

/** A case of the side that found the person, one of the other side, and who keeps each. */
const cases = [
  [sending, Here],
  [receiving, There],
] as const;

describe('whichever countries play', () => {
  it('the rules decide alike: with the codes of countries exchanged everywhere, the same events with the codes exchanged', () => {
    const tried = { decided: 0, refused: 0 };
    fc.assert(
      fc.property(aCast, fc.constantFrom(...cases), fc.nat(), (cast, [history, country], pick) => {
        const file = fold(walkedCase, history);
        const other = fold(walkedCase, withCast(cast, history));
        const contextAmong = contextsWith(cast);
        for (const [index, type] of commandTypes.entries()) {
          const context = contextOf({ type, country, agency: 'focal', pick, day: '2014-03-10' }, index);
          const command = commandOf({ type, pick }, history);
          const { events, refusal } = decide(command, file, context);
          const otherwise = decide(withCast(cast, command), other, contextAmong(context));
          expect({ type, events: withCast(turned(cast), otherwise.events) }).toEqual({ type, events });
          expect({ type, refused: otherwise.refusal?.code }).toEqual({ type, refused: refusal?.code });
          tried[refusal ? 'refused' : 'decided'] += 1;
        }
      }),
      { numRuns: 4 },
    );
    expect(tried.decided).toBeGreaterThan(50);
    expect(tried.refused).toBeGreaterThan(50);
  });
});
