import type { Shelter } from '#casework';
import { everyone, shelter } from '../place-of-care.js';

const children: Shelter['admits'] = { ...everyone, families: false, belowAge: 18 };
const womenWithChildren: Shelter['admits'] = { sexes: ['female', 'other', 'unknown'], families: true };

/**
 * Relief shelters of Civil Affairs, where foreign women wait before they return [W:pd11], one of those dedicated to victims
 * from abroad, and a children's centre (domain.md 1.7). Whom each admits, and capacities, (A).
 */
export const chineseShelters: readonly Shelter[] = [
  shelter('r4', 'Relief shelter, Yunnan', 'temporary', everyone, 60, '1.7 [W:uniap-cn; W:pd11]; places (A)'),
  shelter('r7', 'Relief shelter, Guangxi', 'temporary', everyone, 60, '1.7 [W:uniap-cn]; places (A)'),
  shelter(
    'd2',
    'Dedicated shelter for victims from abroad',
    'long_term',
    womenWithChildren,
    30,
    '1.7: eight of them [W:tip18cn]; as one, and places (A)',
  ),
  shelter('k9', "Children's protection centre", 'long_term', children, 40, '1.7 [W:uniap-cn]; places (A)'),
];
