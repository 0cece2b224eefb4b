import type { Actor } from '#casework';

/** Who works in a run. */
export const police: Actor = { id: 'faults-police', country: 'TH', agency: 'atpd', roles: ['officer'] };
export const welfare: Actor = {
  id: 'faults-welfare',
  country: 'TH',
  agency: 'msdhs-pathum-thani',
  roles: ['case_worker'],
};
export const thaiFocalPoint: Actor = {
  id: 'faults-datip',
  country: 'TH',
  agency: 'datip',
  roles: ['focal_point'],
};
export const embassy: Actor = {
  id: 'faults-embassy',
  country: 'MM',
  agency: 'embassy-bangkok',
  roles: ['consul'],
};
export const registry: Actor = {
  id: 'faults-registry',
  country: 'MM',
  agency: 'national-registration',
  roles: ['registrar'],
};
export const burmeseFocalPoint: Actor = {
  id: 'faults-rehabilitation',
  country: 'MM',
  agency: 'rehabilitation',
  roles: ['focal_point'],
};
export const burmesePolice: Actor = {
  id: 'faults-atipd',
  country: 'MM',
  agency: 'atipd',
  roles: ['officer'],
};
export const burmeseWelfare: Actor = {
  id: 'faults-welfare-mm',
  country: 'MM',
  agency: 'dsw-reintegration',
  roles: ['case_worker'],
};
