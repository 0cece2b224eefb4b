import type { CountryFacts } from '#casework';
import { hopOfRelay as hop, assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { ownShelterAgency, vietnameseAgencies } from './agencies.js';
import { vietnameseDaysOff } from './days-off.js';
import { proofsOfStatus } from './proofs.js';
import { vietnameseShelters } from './shelters.js';

/** Viet Nam: origin, and destination (domain.md 1.6, 1.10 to 1.13, 2.7). */
export const vietnam: CountryFacts = {
  country: 'VN',
  name: 'Viet Nam',
  timeZone: 'Asia/Ho_Chi_Minh',
  languages: ['vi', 'en'],
  scripts: ['Latn'],
  calendars: ['gregorian'],
  agencies: [...vietnameseAgencies, ...vietnameseShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'mps-immigration',
  nationalAnswerBy: 'mps-immigration',
  shelters: vietnameseShelters,
  handoverPoints: handoverPointsOf('VN'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['TH', 'KH', 'LA'],
      source: '3.2; with Lao PDR (A)',
    },
    {
      code: 'blo',
      name: 'Border liaison offices',
      with: ['CN'],
      relay: { offices: ['police-mong-cai'], hop },
      source: '1.7 [W:cnvn17]; which of them (A)',
    },
    { code: 'embassy', name: 'Embassy', with: ['TH', 'KH', 'LA', 'CN', 'MM', 'JP'], source: '1.6 [W:vnjc2]' },
    { code: 'airport', name: 'International airport', with: ['TH', 'MM', 'JP', 'PH'], source: '1.11 (A)' },
  ],
  travelDocuments: [
    {
      code: 'laissez-passer',
      name: 'Papers for entry',
      validDays: 90,
      source: '2.0 [W:uniap-vn]; their validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '(A) as in Thailand' },
    nationality_local_check: {
      days: 20,
      calendar: 'working',
      source:
        '2.7 W:uniap-vn, under Circular 03/2008; replaced by 01/2014, whose inner text was not read (A)',
    },
    nationality_completion: {
      days: 10,
      calendar: 'working',
      source:
        '2.7 W:uniap-vn, under Circular 03/2008; replaced by 01/2014, whose inner text was not read (A)',
    },
    paid_meals: { days: 60, calendar: 'calendar', source: '2.7 W:vn19, older law' },
    support_application: { days: 365, calendar: 'calendar', source: '2.7 W:vn23, 12 months' },
    commune_forwarding: { days: 3, calendar: 'working', source: '2.7 W:vn23' },
    tracing_visit: { days: 20, calendar: 'working', source: '(A)' },
  },
  daysOff: vietnameseDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['vn-law-53-2024', ...Object.values(proofsOfStatus)],
  paymentHeads: [],
  hotlines: [{ number: '111', name: 'National hotline', source: '1.6 [W:vn111]' }],
  lacks: [],
  standIns: [
    {
      agency: 'molisa',
      for: ['coordinate', 'assign_tracing', 'review_identification'],
      source: '1.6: it signs the joint circular [W:vnjc2]; that it stands in (A)',
    },
    { agency: 'mps-immigration', for: ['review_identification'], source: '(A)' },
    {
      agency: 'border-guard',
      for: ['approve_return'],
      source: '1.13: it takes part in the repatriation; that it stands in (A)',
    },
  ],
};
