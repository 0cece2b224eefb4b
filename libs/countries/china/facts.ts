import type { CountryFacts } from '#casework';
import { hopOfRelay as hop, assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { chineseAgencies, ownShelterAgency } from './agencies.js';
import { chineseDaysOff } from './days-off.js';
import { chineseShelters } from './shelters.js';

/** China: origin, and destination of nationals of its neighbours; it works through border liaison offices (domain.md 1.7, 1.10 to 1.13, 3.2). */
export const china: CountryFacts = {
  country: 'CN',
  name: 'China',
  timeZone: 'Asia/Shanghai',
  languages: ['zh', 'en', 'my', 'kac', 'shn', 'vi', 'lo'],
  scripts: ['Hani', 'Latn'],
  calendars: ['gregorian'],
  agencies: [...chineseAgencies, ...chineseShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'mps',
  shelters: chineseShelters,
  handoverPoints: handoverPointsOf('CN'),
  channels: [
    {
      code: 'blo-myanmar',
      name: 'Border liaison offices with Myanmar, which pass a request on to one another',
      with: ['MM'],
      relay: {
        offices: ['police-zhenkang', 'liaison-ruili'],
        hop,
        instead: {
          'police-zhenkang': ['police-tongwei'],
          'liaison-ruili': ['liaison-longchuan', 'liaison-nansan'],
        },
      },
      source: '1.7 [W:cnmm12; W:gansu]; 3.2; which of them, and which instead (A)',
    },
    {
      code: 'blo-vietnam',
      name: 'Border liaison offices with Viet Nam',
      with: ['VN'],
      relay: { offices: ['liaison-dongxing'], hop, instead: { 'liaison-dongxing': ['liaison-hekou'] } },
      source: '1.7 [W:cnvn17]; 3.2; which of them, and which instead (A)',
    },
    { code: 'blo-laos', name: 'Border liaison office Mohan', with: ['LA'], source: '1.7 [W:cnla]; 3.2' },
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['TH', 'KH'],
      source: '3.2; with Cambodia (A)',
    },
    { code: 'embassy', name: 'Embassy', with: ['JP', 'PH', 'LA'], source: '1.10 (A)' },
  ],
  travelDocuments: [
    {
      code: 'travel-permit',
      name: 'Travel document for return',
      validDays: 90,
      source: '2.9 F12; its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '(A) as in Thailand' },
    tracing_visit: { days: 20, calendar: 'working', source: '(A)' },
  },
  daysOff: chineseDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['cn-action-plan-2021', 'cn-police-finding'],
  paymentHeads: [],
  hotlines: [{ number: '110', name: 'Police', source: '(GK)' }],
  lacks: [],
  standIns: [
    {
      agency: 'civil-affairs',
      for: ['coordinate', 'assign_tracing', 'review_identification'],
      source: '(A)',
    },
    {
      agency: 'immigration',
      for: ['approve_return'],
      source: '(A)',
    },
    {
      agency: 'mps',
      for: ['issue_travel_document'],
      source: '(A)',
    },
  ],
};
