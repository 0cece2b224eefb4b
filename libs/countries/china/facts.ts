import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of China (domain.md 1.7, 1.11): whom to address and where to meet. Police identify; only women and children are legally recognised victims [W:uniap-cn].
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const china: CountryFacts = {
  country: 'CN',
  name: 'China',
  timeZone: 'Asia/Shanghai',
  languages: ['zh', 'en'],
  scripts: ['Hani'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'mps',
      name: 'Anti-Trafficking Office, Ministry of Public Security',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate', 'screen', 'identify', 'confirm_nationality'],
      source: '1.7 [W:uniap-cn]',
    },
    {
      id: 'civil-affairs',
      name: 'Ministry of Civil Affairs, relief stations',
      kind: 'social_work',
      viewer: 'SW',
      mandates: ['case_work', 'reintegrate'],
      source: '1.7 [W:uniap-cn]',
    },
  ],
  roles: usualRoles,
  focalPoint: 'mps',
  shelters: [],
  handoverPoints: handoverPointsOf('CN'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: [],
  paymentHeads: [],
  hotlines: [{ number: '110', name: 'Police', source: '(GK)' }],
  lacks: [],
  standIns: [],
};
