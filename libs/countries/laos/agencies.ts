import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';
import { welfareOffice } from '../welfare-office.js';

/** A provincial office of Labour and Social Welfare: tracing requests are passed to it [W:lao-slide]. */
const provincial = (id: string, province: string): Agency =>
  welfareOffice(
    id,
    `Labour and Social Welfare, ${province}`,
    '1.5 [W:lao-slide]; what each is charged with (A)',
    ['escort'],
  );

const embassy = (id: string, city: string, abroad: Country): Agency =>
  mission(
    id,
    `Embassy of the Lao PDR in ${city}`,
    abroad,
    '1.13: Ministry of Public Security and embassy (A)',
  );

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(
    id,
    placeOfCare(id),
    ['shelter', 'health', 'receive_return'],
    '1.5; that each is an office of its own (A)',
  );

/** Bodies of Lao PDR and what each is charged with (domain.md 1.5, 1.13). */
export const laoAgencies: readonly Agency[] = [
  {
    id: 'mlsw',
    name: 'Ministry of Labour and Social Welfare',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: [
      'open_case',
      'coordinate',
      'warn',
      'assign_tracing',
      'approve_return',
      'receive_return',
      'erase',
    ],
    source: '1.5 [W:lao-slide]; 1.13; 3.2',
  },
  {
    id: 'steering-committee',
    name: 'National Steering Committee, secretariat',
    kind: 'authority',
    viewer: 'FP',
    mandates: ['approve_return', 'erase'],
    source: '1.5 [S4:2230-2245]; the second signature (A)',
  },
  {
    id: 'atd',
    name: 'Central Anti-Trafficking Department, Ministry of Public Security',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen', 'identify', 'escort', 'proceedings'],
    disciplines: ['law_enforcement'],
    source: '1.5: the only body that may formally identify [W:tip22la]',
  },
  {
    id: 'public-security-registry',
    name: 'Ministry of Public Security, population registry',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality', 'issue_travel_document'],
    source: '1.13: Ministry of Public Security (A)',
  },
  {
    id: 'immigration',
    name: 'Department of Immigration',
    kind: 'authority',
    viewer: 'IM',
    mandates: ['open_case', 'screen', 'escort', 'receive_return', 'watch_border'],
    disciplines: ['immigration'],
    source: '(GK)',
  },
  embassy('embassy-bangkok', 'Bangkok', 'TH'),
  embassy('embassy-hanoi', 'Hanoi', 'VN'),
  embassy('embassy-phnom-penh', 'Phnom Penh', 'KH'),
  embassy('embassy-beijing', 'Beijing', 'CN'),
  provincial('lsw-vientiane', 'Vientiane'),
  provincial('lsw-savannakhet', 'Savannakhet'),
  provincial('lsw-champasak', 'Champasak'),
  provincial('lsw-luang-namtha', 'Luang Namtha'),
  {
    id: 'womens-union',
    name: "Lao Women's Union, counselling",
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['open_case', 'screen', 'case_work', 'child_protection', 'trace_family', 'reintegrate'],
    disciplines: ['social_work', 'psychology'],
    source: '1.5 [S4:2245-2248; W:uniap-la]; 1.13; case work (A)',
  },
  {
    id: 'prosecutor',
    name: "Office of the Supreme People's Prosecutor",
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings', 'review_identification'],
    disciplines: ['law'],
    source: '(GK); who reviews a denial (A)',
  },
  {
    id: 'health-vientiane',
    name: 'Ministry of Health, Vientiane',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '(GK)',
  },
  {
    id: 'ngo-vfi',
    name: 'Village Focus International',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'reintegrate'],
    disciplines: ['social_work'],
    source: '1.5 [W:uniap-la]',
  },
  {
    id: 'ngo-afesip',
    name: 'AFESIP',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'reintegrate'],
    disciplines: ['social_work', 'psychology'],
    source: '1.5 [W:uniap-la]',
  },
  {
    id: 'state-audit',
    name: 'State Audit Organization',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
