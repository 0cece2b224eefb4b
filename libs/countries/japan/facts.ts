import type { CountryFacts } from '#casework';
import { usualAgeBands } from '../age-bands.js';
import { likeAShelter } from '../discreet.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';

/**
 * What others must know of Japan (domain.md 1.8, 1.11): whom to address and where to meet. Women's Counseling Offices cannot take men [S4:1890]; the path home is embassy and IOM (A).
 * It runs no node yet: shelters, deadlines and days off are not written down.
 */
export const japan: CountryFacts = {
  country: 'JP',
  name: 'Japan',
  timeZone: 'Asia/Tokyo',
  languages: ['ja', 'en'],
  scripts: ['Hani', 'Kana', 'Latn'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'cabinet-secretariat',
      name: 'Council for the Promotion of Measures to Combat TIP, Cabinet Secretariat (focal point (A))',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: ['open_case', 'coordinate'],
      source: '1.8 [S4:1215-1251]; as focal point (A)',
    },
    {
      id: 'immigration',
      name: 'Immigration Services Agency',
      kind: 'authority',
      viewer: 'IM',
      mandates: ['screen', 'identify', 'escort'],
      source: '1.8 [S4:1359-1406]',
    },
    {
      id: 'shelter-y1',
      name: 'Protection shelter y1',
      kind: 'shelter',
      viewer: 'SH',
      mandates: ['shelter', 'identify'],
      discreet: likeAShelter,
      source: '1.8 [S4:1472-1483]; as one (A)',
    },
  ],
  roles: usualRoles,
  focalPoint: 'cabinet-secretariat',
  shelters: [
    {
      code: 'y1',
      name: "Women's Counseling Office (49 in all, one code for them here (A))",
      agency: 'shelter-y1',
      kind: 'temporary',
      admits: { sexes: ['female', 'other', 'unknown'], families: false },
      capacity: 49,
      source: '1.8 [S4:1472-1483]',
    },
  ],
  handoverPoints: handoverPointsOf('JP'),
  channels: [],
  travelDocuments: [],
  deadlines: {},
  holidays: [],
  holidaysUnlisted: 'all',
  ageBands: usualAgeBands,
  legalBases: ['jp-protection-procedures-2011'],
  paymentHeads: [],
  hotlines: [],
  lacks: [],
  standIns: [],
};
