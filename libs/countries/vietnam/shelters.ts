import type { Shelter } from '#casework';
import { everyone, shelter, women } from '../place-of-care.js';

/** Establishments of social protection and the Peace House (domain.md 1.6). Where they are, whom they admit, capacities: (A). */
export const vietnameseShelters: readonly Shelter[] = [
  shelter('c1', 'Social protection establishment, Quang Ninh', 'long_term', everyone, 40, '1.6; 1.13 (A)'),
  shelter('f8', 'Social protection establishment, An Giang', 'long_term', everyone, 40, '1.6; 1.13 (A)'),
  shelter('b6', 'Peace House', 'long_term', women, 30, '1.6 [W:vn-handbook]; places (A)'),
];
