import type { CountryFacts } from '#casework';
import { assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { ownShelterAgency, thaiAgencies } from './agencies.js';
import { thaiDaysOff } from './days-off.js';
import { fundHeads } from './fund.js';
import { thaiShelters } from './shelters.js';

/** Thailand: destination, transit and origin (domain.md 1.2, 1.10 to 1.13, 2.7). */
export const thailand: CountryFacts = {
  country: 'TH',
  name: 'Thailand',
  timeZone: 'Asia/Bangkok',
  languages: ['th', 'en', 'my', 'km', 'lo', 'vi', 'zh', 'shn', 'kar', 'rhg'],
  scripts: ['Thai', 'Latn'],
  calendars: ['gregorian', 'buddhist'],
  agencies: [...thaiAgencies, ...thaiShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'datip',
  shelters: thaiShelters,
  handoverPoints: handoverPointsOf('TH'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['MM', 'KH', 'LA', 'VN', 'CN'],
      source: '3.2',
    },
    {
      code: 'bcatip',
      name: 'BCATIP border cooperation channel',
      with: ['MM'],
      source: '1.3 [S4:2486-2493]',
    },
    { code: 'embassy-iom', name: 'Embassy and IOM', with: ['JP', 'PH'], source: '3.2' },
  ],
  travelDocuments: [
    {
      code: 'emergency-travel-document',
      name: 'Emergency travel document, one journey',
      validDays: 30,
      source: '1.2 [W:th-etd]',
    },
    {
      code: 'temporary-passport',
      name: 'Temporary passport (validity (A))',
      validDays: 365,
      source: '1.2 [S4:1768]; its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '2.7 W:uniap-th, 24 h' },
    recovery_period: { days: 15, calendar: 'calendar', source: '2.7 W:tip23th' },
    tracing_visit: { days: 10, calendar: 'working', source: '(A)' },
    stay_after_verdict: { days: 730, calendar: 'calendar', source: '2.7 W:mfa-th, 2 years' },
  },
  daysOff: thaiDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['th-anti-tip-act-2551', 'th-nrm-2565'],
  paymentHeads: fundHeads,
  hotlines: [
    { number: '1300', name: 'Social assistance, at home', source: '1.2 [W:1300]' },
    { number: '+66 99 130 1300', name: 'For Thais abroad, with call back', source: '1.2 [W:1300]' },
  ],
  lacks: [],
  standIns: [
    { agency: 'dcy', for: ['coordinate', 'assign_tracing', 'approve_return'], source: '(A)' },
    { agency: 'datip', for: ['review_identification'], source: '(A)' },
    { agency: 'immigration', for: ['confirm_nationality'], source: '(A)' },
  ],
};
