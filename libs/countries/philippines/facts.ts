import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of Philippines (domain.md 1.9, 1.11): whom to address and where to meet. The post abroad verifies and sends the country team [W:ph-irr].
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const philippines: CountryFacts = {
  country: 'PH',
  name: 'Philippines',
  timeZone: 'Asia/Manila',
  languages: ['fil', 'en'],
  scripts: ['Latn'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'dfa',
      name: 'Department of Foreign Affairs, Migration Affairs',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate', 'confirm_nationality', 'issue_travel_document'],
      source: '1.9 [W:ph-irr; W:ph-syr]',
    },
    {
      id: 'dswd',
      name: 'Department of Social Welfare and Development',
      kind: 'social_work',
      viewer: 'SW',
      mandates: ['case_work', 'receive_return', 'reintegrate'],
      source: '1.9 [W:ph-rr]',
    },
  ],
  roles: usualRoles,
  focalPoint: 'dfa',
  shelters: [],
  handoverPoints: handoverPointsOf('PH'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: ['ph-ra-9208'],
  paymentHeads: [],
  hotlines: [{ number: '1343', name: 'Actionline against trafficking, 24 hours', source: '1.9 [W:ph1343]' }],
  lacks: [],
  standIns: [],
};
