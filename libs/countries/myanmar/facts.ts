import type { CountryFacts } from '#casework';
import { hopOfRelay as hop, assumedClocks } from '../assumed-clocks.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { myanmarAgencies, ownShelterAgency } from './agencies.js';
import { burmeseDaysOff } from './days-off.js';
import { myanmarShelters } from './shelters.js';

/** Myanmar: mainly origin, also transit (domain.md 1.3, 1.10 to 1.13, 2.7). */
export const myanmar: CountryFacts = {
  country: 'MM',
  name: 'Myanmar',
  timeZone: 'Asia/Yangon',
  languages: ['my', 'en', 'shn', 'kar', 'kac', 'cnh', 'rhg'],
  scripts: ['Mymr', 'Latn', 'Rohg'],
  calendars: ['gregorian'],
  agencies: [...myanmarAgencies, ...myanmarShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'rehabilitation',
  shelters: myanmarShelters,
  handoverPoints: handoverPointsOf('MM'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Government to government, focal point to focal point',
      with: ['TH'],
      source: '1.3 [S4:2486-2493]',
    },
    { code: 'bcatip', name: 'BCATIP border cooperation channel', with: ['TH'], source: '1.3 [S4:2486-2493]' },
    {
      code: 'blo',
      name: 'Border liaison offices, which pass a request on to one another',
      with: ['CN'],
      relay: { offices: ['atipd', 'liaison-muse'], hop },
      source: '1.3 [S4:2486-2493]; 1.7 [W:cnmm12]; which of them (A)',
    },
    {
      code: 'airport',
      name: 'International airport',
      with: ['TH', 'CN', 'JP', 'KH', 'LA', 'VN', 'PH'],
      source: '1.3 [S4:2486-2493]; with whom (A)',
    },
  ],
  travelDocuments: [
    {
      code: 'certificate-of-identity',
      name: 'Certificate of identity for return (A)',
      validDays: 90,
      source: '2.9 F12 (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    interview_after_screening: { days: 1, calendar: 'calendar', source: '(A) as in Thailand' },
    border_shelter_stay: { days: 3, calendar: 'calendar', source: '2.7 W:uniap-mm' },
    transit_stay: { days: 14, calendar: 'calendar', source: '2.7 W:uniap-mm' },
    tracing_visit: { days: 20, calendar: 'working', source: '(A): geography and conflict [S4:2616-2627]' },
  },
  daysOff: burmeseDaysOff,
  /** Law of 2005: child under 16, youth from 16 to under 18 [S4:2367]. */
  ageBands: [
    { band: 'child', from: 0 },
    { band: 'youth', from: 16 },
    { band: 'adult', from: 18 },
  ],
  legalBases: ['mm-anti-tip-law-2005'],
  paymentHeads: [],
  hotlines: [],
  lacks: [],
  standIns: [
    {
      agency: 'mswrr',
      for: ['coordinate', 'assign_tracing', 'identify', 'review_identification'],
      source: '1.3: it leads the working group on return [S4:2424-2429]; that it stands in (A)',
    },
    {
      agency: 'dsw-yangon',
      for: ['child_protection', 'approve_return'],
      source: '(A)',
    },
  ],
};
