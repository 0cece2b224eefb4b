import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';
import { welfareOffice } from '../welfare-office.js';

/** County police verify an address, and look a family up: so a request of 2011 went on [W:gansu]. Lists of a registry. */
const countyPolice = (id: string, county: string): Agency => ({
  id,
  name: `Public Security Bureau, ${county}`,
  kind: 'registry',
  viewer: 'PO',
  mandates: ['open_case', 'screen', 'identify', 'confirm_nationality', 'trace_family', 'escort'],
  disciplines: ['law_enforcement'],
  source: '1.7 [W:gansu]; what each is charged with (A)',
});

/** A border liaison office of the police: victims and requests go through it (domain.md 1.7, 3.2 [W:cnla]). */
const liaisonOffice = (id: string, place: string, source: string): Agency => ({
  id,
  name: `Border Liaison Office, ${place}`,
  kind: 'police',
  viewer: 'PO',
  mandates: ['open_case', 'screen', 'escort', 'receive_return', 'watch_border'],
  disciplines: ['law_enforcement'],
  source,
});

/** An office of Civil Affairs, whose relief stations take people in. */
const civilAffairs = (id: string, province: string): Agency =>
  welfareOffice(
    id,
    `Civil Affairs, ${province}`,
    '1.7; 1.13; which provinces, and what each is charged with (A)',
  );

const embassy = (id: string, city: string, abroad: Country): Agency =>
  mission(id, `Embassy of China in ${city}`, abroad, '1.13 (A)');

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(id, placeOfCare(id), ['shelter', 'health'], '1.7; that each is an office of its own (A)');

/** Bodies of China and what each is charged with (domain.md 1.7, 1.13). */
export const chineseAgencies: readonly Agency[] = [
  {
    id: 'mps',
    name: 'Anti-Trafficking Office, Ministry of Public Security',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: [
      'open_case',
      'coordinate',
      'warn',
      'screen',
      'identify',
      'confirm_nationality',
      'assign_tracing',
      'approve_return',
      'receive_return',
      'erase',
    ],
    disciplines: ['law_enforcement'],
    source: '1.7 [W:uniap-cn]; 1.13; 3.2',
  },
  {
    id: 'civil-affairs',
    name: 'Ministry of Civil Affairs, Department of Social Affairs',
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['open_case', 'case_work', 'child_protection', 'approve_return', 'reintegrate', 'erase'],
    disciplines: ['social_work'],
    source: '1.7 [W:uniap-cn]; 1.13 [W:jica-annex]; the second signature (A)',
  },
  countyPolice('police-zhenkang', 'Zhenkang, Yunnan'),
  countyPolice('police-tongwei', 'Tongwei, Gansu'),
  liaisonOffice('liaison-ruili', 'Ruili', '1.7: 2007 [W:cnmm12]'),
  liaisonOffice('liaison-longchuan', 'Longchuan', '1.7: 2008 [W:kachin]'),
  liaisonOffice('liaison-nansan', 'Nansan', '1.7: the third with Myanmar [W:cnmm12]'),
  liaisonOffice('liaison-mohan', 'Mohan', '1.7: October 2009 [W:cnla]'),
  liaisonOffice('liaison-dongxing', 'Dongxing', '1.7: one of four with Viet Nam [W:cnvn17]; the place (A)'),
  liaisonOffice('liaison-hekou', 'Hekou', '1.7: one of four with Viet Nam [W:cnvn17]; the place (A)'),
  civilAffairs('civil-affairs-yunnan', 'Yunnan'),
  civilAffairs('civil-affairs-guangxi', 'Guangxi'),
  embassy('embassy-bangkok', 'Bangkok', 'TH'),
  embassy('embassy-yangon', 'Yangon', 'MM'),
  embassy('embassy-phnom-penh', 'Phnom Penh', 'KH'),
  embassy('embassy-vientiane', 'Vientiane', 'LA'),
  embassy('embassy-hanoi', 'Hanoi', 'VN'),
  {
    id: 'immigration',
    name: 'Exit and Entry Administration',
    kind: 'authority',
    viewer: 'IM',
    mandates: ['screen', 'escort', 'watch_border', 'issue_travel_document'],
    disciplines: ['immigration'],
    source: '(GK)',
  },
  {
    id: 'womens-federation',
    name: "All-China Women's Federation",
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'reintegrate'],
    disciplines: ['social_work'],
    source: '1.13',
  },
  {
    id: 'procuratorate',
    name: "People's Procuratorate",
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings', 'review_identification'],
    disciplines: ['law'],
    source: '(GK); who reviews a denial (A)',
  },
  {
    id: 'health-commission',
    name: 'Health Commission, hospitals',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '(GK)',
  },
  {
    id: 'national-audit',
    name: 'National Audit Office',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
