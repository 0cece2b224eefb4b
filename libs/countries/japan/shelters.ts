import type { Shelter } from '#casework';
import { shelter, women } from '../place-of-care.js';

/** Adult women: a child goes to a Child Guidance Center [S4:1381, 1413], a man cannot be taken [S4:1890-1891]. */
const adultWomen: Shelter['admits'] = { ...women, minimumAge: 18 };
const children: Shelter['admits'] = {
  ...{ sexes: ['female', 'male', 'other', 'unknown'], families: false },
  belowAge: 18,
};
const womenWithChildren: Shelter['admits'] = { ...women, families: true };

/**
 * Temporary protection of Women's Counseling Offices and of Child Guidance Centers, and private shelters to which they
 * commission who does not fit in (domain.md 1.8 [S4:1512-1520]). Capacities, and that a private one takes families, (A).
 */
export const japaneseShelters: readonly Shelter[] = [
  shelter(
    'y1',
    "Temporary protection by the Women's Counseling Office of Tokyo",
    'temporary',
    adultWomen,
    30,
    '1.8 [S4:1472-1483]',
  ),
  shelter(
    'y4',
    "Temporary protection by the Women's Counseling Office of Aichi",
    'temporary',
    adultWomen,
    20,
    '1.8 [S4:1472-1483]',
  ),
  shelter(
    'g3',
    'Temporary protection by the Child Guidance Center of Tokyo',
    'temporary',
    children,
    20,
    '1.8 [S4:1381, 1413]',
  ),
  shelter(
    'g8',
    'Temporary protection by the Child Guidance Center of Aichi',
    'temporary',
    children,
    20,
    '1.8 [S4:1381, 1413]',
  ),
  shelter(
    'p5',
    'Private shelter on commission, first',
    'temporary',
    womenWithChildren,
    10,
    '1.8 [S4:1382, 1512-1520]; families (A)',
  ),
  shelter(
    'p9',
    'Private shelter on commission, second',
    'temporary',
    womenWithChildren,
    10,
    '1.8 [S4:1382, 1512-1520]; families (A)',
  ),
];
