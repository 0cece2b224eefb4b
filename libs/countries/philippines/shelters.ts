import type { Shelter } from '#casework';
import { everyone, shelter, women } from '../place-of-care.js';

const children: Shelter['admits'] = { ...everyone, families: false, belowAge: 18 };
const men: Shelter['admits'] = { sexes: ['male', 'other', 'unknown'], families: false };

/**
 * Of the 44 residential facilities of DSWD one of each kind (24 for children, 13 for women, one for men, two processing
 * centres [W:tip20ph]), and the Halfway Home of OWWA (domain.md 1.9). That a processing centre takes families, and capacities, (A).
 */
export const philippineShelters: readonly Shelter[] = [
  shelter('h6', 'Processing centre', 'transit', everyone, 40, '1.9 [W:tip20ph]; places (A)'),
  shelter('h2', 'Halfway Home', 'transit', everyone, 30, '1.9 [W:ph-half]; places (A)'),
  shelter('w3', 'Facility for women', 'long_term', women, 40, '1.9 [W:tip20ph]; places (A)'),
  shelter('b7', 'Facility for children', 'long_term', children, 40, '1.9 [W:tip20ph]; places (A)'),
  shelter('m5', 'Facility for men', 'long_term', men, 20, '1.9 [W:tip20ph]; places (A)'),
];
