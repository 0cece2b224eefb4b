import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of Cambodia (domain.md 1.4, 1.11): whom to address and where to meet. Only the police of the Ministry of Interior may formally identify [W:tip18kh].
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const cambodia: CountryFacts = {
  country: 'KH',
  name: 'Cambodia',
  timeZone: 'Asia/Phnom_Penh',
  languages: ['km', 'en', 'th', 'vi', 'zh'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'mosvy',
      name: 'Department of Anti-Human Trafficking and Reintegration of Victims, MoSVY',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate', 'assign_tracing'],
    },
    {
      id: 'ahtjp',
      name: 'Anti-Human Trafficking and Juvenile Protection police, Ministry of Interior',
      kind: 'police',
      viewer: 'PO',
      mandates: ['screen', 'identify'],
    },
  ],
  roles: usualRoles,
  focalPoint: 'mosvy',
  shelters: [],
  handoverPoints: handoverPointsOf('KH'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: ['kh-anti-trafficking-law-2008'],
};
