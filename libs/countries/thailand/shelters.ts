import type { Sex, Shelter } from '#casework';

const open: readonly Sex[] = ['other', 'unknown'];
const everyone: Shelter['admits'] = { sexes: ['female', 'male', ...open], families: true };
const women: Shelter['admits'] = { sexes: ['female', ...open], families: false };
const men: Shelter['admits'] = { sexes: ['male', ...open], families: false };

const centre = (code: string, province: string, admits: Shelter['admits']): Shelter => ({
  code,
  name: `Welfare Protection Center, ${province}`,
  agency: `shelter-${code}`,
  kind: 'long_term',
  admits,
  capacity: 100,
  source: '1.2 [S4:333-355]; places (A)',
});

/**
 * The eight Welfare Protection Centers printed in domain.md 1.2, and two of the 76 temporary shelters. Who is
 * admitted: Pathum Thani took a family and a single man [S4:423-454, 522-527]; the rest, and capacities, (A).
 */
export const thaiShelters: readonly Shelter[] = [
  centre('k7', 'Pathum Thani', everyone),
  centre('m2', 'Nonthaburi (Baan Kredtrakarn)', women),
  centre('p9', 'Nakhon Ratchasima (Baan Narisawat)', women),
  centre('r4', 'Phitsanulok', women),
  centre('t6', 'Surat Thani', women),
  centre('w3', 'Chiang Rai', men),
  centre('h8', 'Ranong', men),
  centre('d5', 'Songkhla', men),
  {
    code: 'b1',
    name: 'Shelter for Children and Families, Tak (A)',
    agency: 'shelter-b1',
    kind: 'temporary',
    admits: everyone,
    capacity: 40,
    source: '1.2: temporary shelters [W:tip17th]; which, and places (A)',
  },
  {
    code: 'g3',
    name: 'Shelter for Children and Families, Phetchaburi (A)',
    agency: 'shelter-g3',
    kind: 'temporary',
    admits: everyone,
    capacity: 40,
    source: '1.2: temporary shelters [W:tip17th]; which, and places (A)',
  },
];
