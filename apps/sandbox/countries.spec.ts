import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countries, type Country } from '#casework';
import { countriesFor, countriesIn, sandboxPortOf, usualCountries } from './countries.js';

const playedBy = (...actors: readonly string[]) => ({
  actors: Object.fromEntries(actors.map((actor, index) => [`actor-${index}`, actor])),
  steps: [],
  histories: undefined,
});
const some = fc.subarray([...countries], { minLength: 1 });

describe('the countries of a sandbox', () => {
  it('are named in any order and writing, each once', () => {
    expect(countriesIn('mm, TH,th')).toEqual(['TH', 'MM']);
    expect(countriesIn('all')).toEqual(countries);
  });

  it.each(['', 'xx', 'th,', 'th;mm', 'Thailand'])(
    'are not "%s", and the answer says what they are',
    (given) => {
      expect(() => countriesIn(given)).toThrow(`is none of ${countries.join(', ')}.`);
    },
  );

  it('are the usual two where nothing says otherwise', () => {
    expect(countriesFor({ asked: undefined, kept: [], story: undefined })).toEqual(usualCountries);
    expect(countriesFor({ asked: undefined, kept: [], story: playedBy('TH/datip') })).toEqual(usualCountries);
  });

  it('are those of the folder and of the story, whichever they are', () => {
    fc.assert(
      fc.property(some, some, (kept, played) => {
        const story = playedBy(...played.map((country) => `${country}/office`));
        const chosen = countriesFor({ asked: undefined, kept, story });
        expect(new Set(chosen)).toEqual(new Set([...kept, ...played]));
      }),
    );
  });

  it('are those asked for, where none of the folder or of the story is left out', () => {
    fc.assert(
      fc.property(some, some, some, (asked, kept, played) => {
        const story = playedBy(...played.map((country) => `${country}/office/officer/somebody`));
        const whole = [...kept, ...played].every((country) => asked.includes(country));
        const chosen = (): readonly Country[] => countriesFor({ asked, kept, story });
        if (whole) expect(chosen()).toEqual(asked);
        else expect(chosen).toThrow(/name it in --countries/);
      }),
    );
  });

  it('count as acting in a story by a step or a history too', () => {
    const [country] = countries;
    const story = { actors: {}, steps: [], histories: [{ as: `${country}/office`, see: '/v1/cases' }] };
    expect(() => countriesFor({ asked: [], kept: [], story } as never)).toThrow(`played in ${country} too`);
  });

  it('listen where no other country does', () => {
    expect(new Set(countries.map(sandboxPortOf)).size).toBe(countries.length);
  });
});
