import { describe, expect, it } from '@jest/globals';
import { countries } from '#casework';
import { instruments, partnersOf } from '#instruments';
import { staffOf } from './load/people.js';
import { placesOn, wayIn } from './way.js';

describe('the way of a run', () => {
  it('leads from the first country through those between to the last', () => {
    expect(wayIn('mm, th,LA')).toEqual(['MM', 'TH', 'LA']);
    expect(placesOn(wayIn('mm,th,la'))).toEqual({ from: 'MM', to: 'LA', through: ['TH'] });
    expect(placesOn(wayIn('th,mm'))).toEqual({ from: 'TH', to: 'MM', through: [] });
  });

  it.each([
    ['th', /at least two/],
    ['th,mm,th', /each once/],
    ['th,atlantis', /"atlantis" is none of/],
    ['th,jp', /no instrument/],
    ['th,vn', /in steps/],
  ])('is refused with a sentence where nobody can go it: %s', (given, sentence) => {
    expect(() => wayIn(given)).toThrow(sentence);
  });

  it.each(countries)('finds somebody for every task in %s', (country) => {
    const staff = staffOf(country);
    const { legalBasis, answering, issuing, ...people } = staff;
    expect(legalBasis).not.toBe('');
    for (const asker of partnersOf(country, instruments)) {
      for (const actor of [answering(asker), issuing(asker), ...Object.values(people)])
        expect(actor).toMatchObject({ country });
    }
    expect(staff.second.agency).not.toBe(staff.focal.agency);
  });
});
