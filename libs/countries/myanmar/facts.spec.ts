import { describe, expect, it } from '@jest/globals';
import { ageBandsOf, bandOf, isChildBand } from '#casework';
import { countryContract } from '../country.contract.js';
import { myanmar } from './facts.js';

countryContract(myanmar);

describe('Myanmar', () => {
  it('calls a person a child under sixteen, a youth under eighteen, and treats both as children', () => {
    expect([15, 16, 17, 18].map((years) => bandOf(myanmar, years))).toEqual([
      'child',
      'youth',
      'youth',
      'adult',
    ]);
    expect(ageBandsOf(myanmar).filter((band) => isChildBand(myanmar, band))).toEqual(['child', 'youth']);
  });

  it('prints three days at the border shelter and fourteen after it', () => {
    expect(myanmar.deadlines.border_shelter_stay?.days).toBe(3);
    expect(myanmar.deadlines.transit_stay?.days).toBe(14);
  });

  it('has border shelters with the fifty places of Kawthaung among them', () => {
    const border = myanmar.shelters.filter(({ kind }) => kind === 'border');
    expect(border.map(({ capacity }) => capacity)).toEqual([60, 50, 30]);
  });
});
