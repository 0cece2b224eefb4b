import type { Shelter } from '#casework';
import { everyone, shelter, women } from '../place-of-care.js';

/**
 * Transit centres at Poipet, the temporary shelter in Phnom Penh, the rehabilitation centre built with Thailand, and care
 * of organisations, which is most of what there is (domain.md 1.4). Who is admitted, and capacities, (A).
 */
export const cambodianShelters: readonly Shelter[] = [
  shelter('a3', 'Transit centre, Poipet', 'transit', everyone, 60, '1.4 [W:tip18kh]; places (A)'),
  shelter('s8', 'Second transit centre, Poipet', 'transit', everyone, 40, '1.4 [W:tip18kh]; places (A)'),
  shelter('e7', 'Temporary shelter, Phnom Penh', 'temporary', everyone, 40, '1.4 [W:tip18kh]; places (A)'),
  shelter('f2', 'Victim rehabilitation centre', 'long_term', everyone, 100, '1.4 [W:poipet]; places (A)'),
  shelter('y5', 'Care of CWCC', 'long_term', women, 30, '1.4 [S4:2700-2706]; places (A)'),
  shelter('u9', 'RAP Community Home', 'long_term', women, 20, '1.4 [S4:2094]; places (A)'),
];
