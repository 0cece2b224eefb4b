import type { Shelter } from '#casework';

const everyone: Shelter['admits'] = { sexes: ['female', 'male', 'other', 'unknown'], families: true };

const shelter = (code: string, name: string, kind: Shelter['kind'], capacity: number): Shelter => ({
  code,
  name,
  agency: `shelter-${code}`,
  kind,
  admits: everyone,
  capacity,
  source: '1.3 [S4:2497-2502; W:uniap-mm]; whom they admit, and places (A)',
});

/**
 * Temporary shelters at the borders and in Mandalay [S4:2497-2502], and the two other places of the fourteen days
 * that follow [W:uniap-mm]. Kawthaung holds 25 men and 25 women [W:irra14]; other capacities (A).
 */
export const myanmarShelters: readonly Shelter[] = [
  shelter('n4', 'Temporary shelter, Myawaddy', 'border', 60),
  shelter('q8', 'Temporary shelter, Kawthaung', 'border', 50),
  shelter('v2', 'Temporary shelter, Muse', 'border', 30),
  shelter('c6', 'Temporary shelter, Mandalay', 'transit', 60),
  shelter('j3', 'Training and rehabilitation centre, Yangon', 'transit', 60),
  shelter('z5', 'Training and rehabilitation centre, Mawlamyine', 'transit', 30),
];
