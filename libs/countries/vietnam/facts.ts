import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of Viet Nam (domain.md 1.6, 1.11): whom to address and where to meet. MOLISA's social role has moved since (A) [W:vn111].
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const vietnam: CountryFacts = {
  country: 'VN',
  name: 'Viet Nam',
  timeZone: 'Asia/Ho_Chi_Minh',
  languages: ['vi', 'en'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'mps-immigration',
      name: 'Immigration Department, Ministry of Public Security',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate', 'confirm_nationality'],
    },
    {
      id: 'molisa',
      name: 'Ministry of Labour, Invalids and Social Affairs',
      kind: 'social_work',
      viewer: 'SW',
      mandates: ['case_work', 'reintegrate'],
    },
  ],
  roles: usualRoles,
  focalPoint: 'mps-immigration',
  shelters: [],
  handoverPoints: handoverPointsOf('VN'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: ['vn-law-53-2024'],
};
