import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';
import { welfareOffice } from '../welfare-office.js';

/** A provincial Department of Social Affairs, Veterans and Youth Rehabilitation; it meets returnees and knows the villages. */
const dosvy = (id: string, province: string): Agency =>
  welfareOffice(
    id,
    `Department of Social Affairs, Veterans and Youth Rehabilitation, ${province}`,
    '1.4 [S4:2036-2049; W:kh-bavet]; 1.13; what else each is charged with (A)',
    ['screen', 'escort'],
  );

const embassy = (id: string, city: string, abroad: Country): Agency =>
  mission(id, `Royal Embassy of Cambodia in ${city}`, abroad, '1.13: Ministry of Interior and embassy (A)');

/** Organisations that care for returnees and follow them up; none of them identifies [W:tip18kh]. */
const organisation = (
  id: string,
  name: string,
  mandates: Agency['mandates'],
  disciplines: NonNullable<Agency['disciplines']>,
  source: string,
): Agency => ({ id, name, kind: 'social_work', viewer: 'NG', mandates, disciplines, source });

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(
    id,
    placeOfCare(id),
    ['shelter', 'health', 'receive_return'],
    '1.4; that each is an office of its own (A)',
  );

/** Bodies of Cambodia and what each is charged with (domain.md 1.4, 1.13). */
export const cambodianAgencies: readonly Agency[] = [
  {
    id: 'mosvy',
    name: 'Department of Anti-Human Trafficking and Reintegration of Victims, MoSVY',
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
    source: '1.4 [S4:1913-1915, 2036-2049]; 3.2',
  },
  {
    id: 'ncct',
    name: 'National Committee for Counter Trafficking, secretariat',
    kind: 'authority',
    viewer: 'FP',
    mandates: ['approve_return', 'erase'],
    source: '1.4 [S4:2006-2017]; the second signature (A)',
  },
  {
    id: 'ahtjp',
    name: 'Anti-Human Trafficking and Juvenile Protection police, Ministry of Interior',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen', 'identify', 'escort', 'proceedings'],
    disciplines: ['law_enforcement'],
    source: '1.4: it must formally identify [W:tip18kh]',
  },
  {
    id: 'identification-department',
    name: 'General Department of Identification, Ministry of Interior',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality', 'issue_travel_document'],
    source: '2.2: Ministry of Interior and embassy (A)',
  },
  {
    id: 'immigration',
    name: 'General Department of Immigration, Ministry of Interior',
    kind: 'authority',
    viewer: 'IM',
    mandates: ['open_case', 'screen', 'escort', 'receive_return', 'watch_border'],
    disciplines: ['immigration'],
    source: '(GK)',
  },
  embassy('embassy-bangkok', 'Bangkok', 'TH'),
  embassy('embassy-hanoi', 'Hanoi', 'VN'),
  embassy('embassy-vientiane', 'Vientiane', 'LA'),
  {
    ...embassy('embassy-beijing', 'Beijing', 'CN'),
    source: '1.4: missions in China [W:kh-ppp]',
  },
  dosvy('dosvy-banteay-meanchey', 'Banteay Meanchey'),
  dosvy('dosvy-svay-rieng', 'Svay Rieng'),
  dosvy('dosvy-phnom-penh', 'Phnom Penh'),
  dosvy('dosvy-siem-reap', 'Siem Reap'),
  {
    id: 'pcct-svay-rieng',
    name: 'Provincial Committee for Counter Trafficking, Svay Rieng',
    kind: 'authority',
    viewer: 'LO',
    mandates: ['screen'],
    source: '1.4 [W:kh-bavet]',
  },
  {
    id: 'mowa',
    name: "Ministry of Women's Affairs",
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['open_case', 'case_work', 'reintegrate'],
    disciplines: ['social_work', 'psychology'],
    source: '1.13; 1.4 [S4:2770]; case work (A)',
  },
  {
    id: 'justice',
    name: 'Ministry of Justice, legal assistance',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings', 'review_identification'],
    disciplines: ['law'],
    source: '1.4 [S4:2064]; who reviews a denial (A)',
  },
  {
    id: 'referral-hospital',
    name: 'Ministry of Health, referral hospitals',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '(GK)',
  },
  organisation(
    'cwcc',
    "Cambodian Women's Crisis Center",
    ['open_case', 'trace_family', 'reintegrate'],
    ['social_work', 'psychology'],
    '1.4 [S4:2700-2706]; 1.13; 2.0 [S4:2712-2790]',
  ),
  organisation(
    'damnok-toek',
    'Damnok Toek',
    ['open_case', 'trace_family', 'reintegrate'],
    ['social_work', 'child_protection'],
    '1.4 [W:damnok]; 1.13',
  ),
  organisation('ccpcr', 'CCPCR', ['open_case', 'screen'], ['social_work'], '1.4 [W:kh-bavet]'),
  organisation(
    'lscw',
    'Legal Support for Children and Women',
    ['open_case'],
    ['law'],
    '1.4 [S4:2844; W:kh-ppp]',
  ),
  {
    id: 'national-audit',
    name: 'National Audit Authority',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
