import type { CountryFacts } from '#casework';
import { assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { laoAgencies, ownShelterAgency } from './agencies.js';
import { laoDaysOff } from './days-off.js';
import { laoShelters } from './shelters.js';

/** Lao PDR: origin (domain.md 1.5, 1.10 to 1.13, 2.7). */
export const laos: CountryFacts = {
  country: 'LA',
  name: 'Lao PDR',
  timeZone: 'Asia/Vientiane',
  languages: ['lo', 'en', 'th', 'hmn'],
  scripts: ['Laoo', 'Latn'],
  calendars: ['gregorian', 'buddhist'],
  agencies: [...laoAgencies, ...laoShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'mlsw',
  shelters: laoShelters,
  handoverPoints: handoverPointsOf('LA'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['TH', 'KH', 'VN'],
      source: '3.2: MOU 2005 with Thailand; with Cambodia and Viet Nam (A)',
    },
    { code: 'blo', name: 'Border liaison offices', with: ['CN'], source: '1.7 [W:cnla]' },
    { code: 'embassy', name: 'Embassy', with: ['TH', 'VN', 'KH', 'CN', 'MM'], source: '1.13 (A)' },
    { code: 'airport', name: 'International airport', with: ['MM', 'JP', 'PH'], source: '1.11 (A)' },
  ],
  travelDocuments: [
    {
      code: 'laissez-passer',
      name: 'Laissez-passer for return',
      validDays: 90,
      source: '2.9 F12; its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '(A) as in Thailand' },
    border_shelter_stay: { days: 7, calendar: 'calendar', source: '1.5 [W:rfa21], one week' },
    transit_stay: { days: 7, calendar: 'calendar', source: '2.7 W:irin' },
    tracing_visit: { days: 20, calendar: 'working', source: '(A)' },
  },
  daysOff: laoDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['la-anti-tip-law-2016'],
  paymentHeads: [],
  hotlines: [{ number: '1362', name: "Lao Women's Union", source: '(GK)' }],
  lacks: [
    {
      what: 'a second office for identify',
      instead:
        'Two persons of the one office deny, and another office reviews what they decided at once (A).',
      source: '1.5: the Central Anti-Trafficking Department alone [W:tip22la]',
    },
  ],
  standIns: [
    {
      agency: 'steering-committee',
      for: ['coordinate', 'assign_tracing', 'review_identification'],
      source: '1.5: the ministries meet in it [S4:2230-2245]; that it stands in (A)',
    },
    {
      agency: 'immigration',
      for: ['identify', 'approve_return'],
      source: '(A): another department of the Ministry of Public Security',
    },
  ],
};
