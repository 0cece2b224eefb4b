import type { CountryFacts } from '#casework';
import { assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { cambodianAgencies, ownShelterAgency } from './agencies.js';
import { cambodianDaysOff } from './days-off.js';
import { cambodianShelters } from './shelters.js';

/** Cambodia: origin, destination of nationals of Viet Nam and China, transit (domain.md 1.4, 1.10 to 1.13, 2.7). */
export const cambodia: CountryFacts = {
  country: 'KH',
  name: 'Cambodia',
  timeZone: 'Asia/Phnom_Penh',
  languages: ['km', 'en', 'th', 'vi', 'zh'],
  scripts: ['Khmr', 'Latn'],
  calendars: ['gregorian'],
  agencies: [...cambodianAgencies, ...cambodianShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'mosvy',
  shelters: cambodianShelters,
  handoverPoints: handoverPointsOf('KH'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['TH', 'VN', 'LA'],
      source: '3.2; with Lao PDR (A)',
    },
    { code: 'embassy', name: 'Embassy', with: ['TH', 'VN', 'CN', 'MM'], source: '3.2; 1.4 [W:kh-consul]' },
    { code: 'airport', name: 'International airport', with: ['CN', 'JP', 'PH'], source: '1.11 (A)' },
  ],
  travelDocuments: [
    {
      code: 'emergency-certificate',
      name: 'Emergency certificate for return',
      validDays: 90,
      source: '2.9 F12; its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '(A) as in Thailand' },
    transit_stay: { days: 7, calendar: 'calendar', source: '(A) as in Lao PDR' },
    tracing_visit: { days: 15, calendar: 'working', source: '(A)' },
    follow_up: { days: 365, calendar: 'calendar', source: '2.7 S4:2788, practice of CWCC' },
  },
  daysOff: cambodianDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['kh-anti-trafficking-law-2008'],
  paymentHeads: [],
  hotlines: [
    { number: '117', name: 'Police, in Khmer, Vietnamese, English and Chinese', source: '1.4 [W:kh117]' },
    { number: '1288', name: 'Anti-trafficking police', source: '(GK)' },
  ],
  lacks: [
    {
      what: 'a second office for identify',
      instead:
        'Two persons of the one office deny, and another office reviews what they decided at once (A).',
      source: '1.4: the Ministry of Interior alone [W:tip18kh]',
    },
  ],
  standIns: [
    {
      agency: 'ncct',
      for: ['coordinate', 'assign_tracing', 'review_identification'],
      source: '1.4: the other ministries meet in it [S4:2006-2017]; that it stands in (A)',
    },
    {
      agency: 'immigration',
      for: ['identify', 'approve_return'],
      source:
        '1.4: the Ministry of Interior must identify [W:tip18kh]; which of its departments stands in (A)',
    },
  ],
};
