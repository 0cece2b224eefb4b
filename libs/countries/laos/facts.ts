import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of Lao PDR (domain.md 1.5, 1.11): whom to address and where to meet. Only the Central Anti-Trafficking Department may formally identify [W:tip22la].
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const laos: CountryFacts = {
  country: 'LA',
  name: 'Lao PDR',
  timeZone: 'Asia/Vientiane',
  languages: ['lo', 'en', 'th', 'hmn'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'mlsw',
      name: 'Ministry of Labour and Social Welfare',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate', 'assign_tracing'],
    },
    {
      id: 'atd',
      name: 'Central Anti-Trafficking Department, Ministry of Public Security',
      kind: 'police',
      viewer: 'PO',
      mandates: ['screen', 'identify'],
    },
  ],
  roles: usualRoles,
  focalPoint: 'mlsw',
  shelters: [],
  handoverPoints: handoverPointsOf('LA'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: ['la-anti-tip-law-2016'],
};
