import type { CountryFacts } from '#casework';
import { assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { ownShelterAgency, philippineAgencies } from './agencies.js';
import { philippineDaysOff } from './days-off.js';
import { philippineReception, philippineSupportPapers } from './practice.js';
import { philippineShelters } from './shelters.js';

/** The Philippines: origin; the post abroad verifies and its country team goes out (domain.md 1.9, 1.10 to 1.13, 3.2). */
export const philippines: CountryFacts = {
  country: 'PH',
  name: 'Philippines',
  timeZone: 'Asia/Manila',
  languages: ['fil', 'en'],
  scripts: ['Latn'],
  calendars: ['gregorian'],
  agencies: [...philippineAgencies, ...philippineShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'dfa',
  shelters: philippineShelters,
  handoverPoints: handoverPointsOf('PH'),
  channels: [
    {
      code: 'g-to-g',
      name: 'Focal point to focal point, under the Convention of ASEAN',
      with: ['TH', 'MM', 'KH', 'LA', 'VN'],
      source: '1.1 [W:actip15] (A)',
    },
    {
      code: 'post',
      name: 'Post and its country team, with IOM',
      with: ['JP', 'CN', 'TH', 'MM', 'KH', 'LA', 'VN'],
      source: '3.2; 1.9 [W:ph-irr]',
    },
    {
      code: 'airport',
      name: 'Joint reception at the airport',
      with: ['TH', 'MM', 'JP'],
      source: '1.9 [W:ph-syr]',
    },
  ],
  travelDocuments: [
    {
      code: 'travel-document',
      name: 'Travel document of the post, one way home',
      validDays: 30,
      source: '(GK); its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    tracing_visit: { days: 15, calendar: 'working', source: '(A)' },
  },
  daysOff: philippineDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['ph-ra-9208', 'ph-ra-10364', 'ph-ra-11862'],
  paymentHeads: [],
  hotlines: [{ number: '1343', name: 'Actionline against trafficking, 24 hours', source: '1.9 [W:ph1343]' }],
  supportPapers: philippineSupportPapers,
  jointReception: philippineReception,
  lacks: [],
  standIns: [
    {
      agency: 'iacat',
      for: ['coordinate'],
      source: '1.9 [W:ph-resp] (A)',
    },
    {
      agency: 'dswd',
      for: ['assign_tracing', 'approve_return', 'review_identification'],
      source: '1.9 [W:ph-rr] (A)',
    },
  ],
};
