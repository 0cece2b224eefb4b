import type { Shelter } from '#casework';
import { everyone, shelter, women } from '../place-of-care.js';

/** The transit centre, the Ministry's two shelters and those of others (domain.md 1.5). Who is admitted, and capacities, (A). */
export const laoShelters: readonly Shelter[] = [
  shelter('x2', 'Vientiane Transit Centre', 'transit', everyone, 50, '1.5 [S4:2249-2250]; places (A)'),
  shelter('l6', 'First shelter of the Ministry', 'long_term', everyone, 30, '1.5 [S4:2249-2250]; places (A)'),
  shelter(
    'o4',
    'Second shelter of the Ministry',
    'long_term',
    everyone,
    30,
    '1.5 [S4:2249-2250]; places (A)',
  ),
  shelter('i7', "Women's Union protection centre", 'long_term', women, 40, '1.5 [W:uniap-la]; places (A)'),
  shelter('w8', 'Temporary shelter, Luang Namtha', 'border', women, 10, '1.5 [W:rfa21]; places (A)'),
];
