import type { Shelter } from '#casework';

const everyone: Shelter['admits'] = { sexes: ['female', 'male', 'other', 'unknown'], families: true };
const women: Shelter['admits'] = { sexes: ['female', 'other', 'unknown'], families: false };

const shelter = (
  code: string,
  name: string,
  admits: Shelter['admits'],
  capacity: number,
  source: string,
): Shelter => ({ code, name, agency: `shelter-${code}`, kind: 'long_term', admits, capacity, source });

/** Establishments of social protection and the Peace House (domain.md 1.6). Where they are, whom they admit, capacities: (A). */
export const vietnameseShelters: readonly Shelter[] = [
  shelter('c1', 'Social protection establishment, Quang Ninh', everyone, 40, '1.6; 1.13 (A)'),
  shelter('f8', 'Social protection establishment, An Giang', everyone, 40, '1.6; 1.13 (A)'),
  shelter('b6', 'Peace House', women, 30, '1.6 [W:vn-handbook]; places (A)'),
];
