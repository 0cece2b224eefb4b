import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';
import { welfareOffice } from '../welfare-office.js';

/**
 * A post abroad with its country team: consular officer, labour and social-welfare officers verify a report and go to jail,
 * workplace or home under the ambassador (domain.md 1.9 [W:ph-irr]). It identifies, with disciplines of its own.
 */
const post = (id: string, city: string, abroad: Country): Agency => {
  const embassy = mission(
    id,
    `Philippine Embassy in ${city}, country team`,
    abroad,
    '1.9 [W:ph-irr]; 1.13; which cities (A)',
  );
  return {
    ...embassy,
    mandates: [...embassy.mandates, 'screen', 'identify', 'escort'],
    disciplines: ['social_work', 'labour'],
  };
};

/** A field office of the Department of Social Welfare and Development, which runs the recovery programme [W:ph-rr]. */
const fieldOffice = (id: string, region: string): Agency =>
  welfareOffice(id, `DSWD Field Office, ${region}`, '1.9 [W:ph-rr]; 1.13; which regions (A)', ['escort']);

/** Who stands at the airport together [W:ph-syr; W:ph-half]. */
const atTheAirport = (agency: Omit<Agency, 'kind'>): Agency => ({
  ...agency,
  kind: 'authority',
  mandates: [...agency.mandates, 'receive_return'],
});

const organisation = (id: string, name: string): Agency => ({
  ...{ id, name, kind: 'social_work', viewer: 'NG' },
  mandates: ['open_case', 'reintegrate'],
  disciplines: ['social_work'],
  source: '1.9 [S0:30-34]',
});

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(id, placeOfCare(id), ['shelter', 'health'], '1.9; that each is an office of its own (A)');

/** Bodies of the Philippines and what each is charged with (domain.md 1.9, 1.13). */
export const philippineAgencies: readonly Agency[] = [
  {
    id: 'dfa',
    name: 'Department of Foreign Affairs, Migration Affairs',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: [
      'open_case',
      'coordinate',
      'warn',
      'assign_tracing',
      'confirm_nationality',
      'issue_travel_document',
      'approve_return',
      'receive_return',
      'erase',
    ],
    source: '1.9 [W:ph-irr; W:ph-syr]',
  },
  atTheAirport({
    id: 'iacat',
    name: 'Inter-Agency Council Against Trafficking',
    viewer: 'LA',
    mandates: ['open_case', 'screen', 'identify', 'approve_return', 'erase'],
    disciplines: ['law'],
    source: '1.9 [W:ph-resp; W:ph-syr]; the second signature (A)',
  }),
  {
    id: 'dswd',
    name: 'Department of Social Welfare and Development',
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['open_case', 'case_work', 'child_protection', 'receive_return', 'reintegrate'],
    disciplines: ['social_work', 'child_protection'],
    source: '1.9 [W:ph-rr; W:ph-syr]',
  },
  fieldOffice('dswd-ncr', 'National Capital Region'),
  fieldOffice('dswd-central-visayas', 'Central Visayas'),
  fieldOffice('dswd-davao', 'Davao'),
  atTheAirport({
    id: 'owwa',
    name: 'Overseas Workers Welfare Administration, airport counter',
    viewer: 'NG',
    mandates: ['reintegrate'],
    disciplines: ['medicine', 'labour'],
    source: '1.9 [W:ph-syr; W:ph-half]',
  }),
  atTheAirport({
    id: 'immigration',
    name: 'Bureau of Immigration',
    viewer: 'IM',
    mandates: ['open_case', 'screen', 'watch_border'],
    disciplines: ['immigration'],
    source: '1.9 [W:ph-syr]',
  }),
  {
    id: 'migrant-workers',
    name: 'Department of Migrant Workers',
    kind: 'authority',
    viewer: 'LO',
    mandates: ['open_case', 'screen', 'receive_return'],
    disciplines: ['labour'],
    source: '1.9 [W:ph-dmw]; 1.13: repatriation; what it is charged with (A)',
  },
  {
    id: 'local-welfare',
    name: 'Social welfare office of the city or municipality, and the barangay',
    kind: 'provincial_office',
    viewer: 'SW',
    mandates: ['trace_family', 'reintegrate'],
    source: '1.13: local government; 2.9 F19 [W:ph-rr]; as one office (A)',
  },
  post('post-bangkok', 'Bangkok', 'TH'),
  post('post-yangon', 'Yangon', 'MM'),
  post('post-phnom-penh', 'Phnom Penh', 'KH'),
  post('post-vientiane', 'Vientiane', 'LA'),
  post('post-hanoi', 'Hanoi', 'VN'),
  post('post-beijing', 'Beijing', 'CN'),
  post('post-tokyo', 'Tokyo', 'JP'),
  {
    id: 'civil-registry',
    name: 'Civil registry',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality'],
    source: '(GK)',
  },
  {
    id: 'national-police',
    name: "National Police, women and children's protection",
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen', 'identify', 'proceedings'],
    disciplines: ['law_enforcement'],
    source: '1.13; which unit (GK)',
  },
  {
    id: 'justice',
    name: 'Department of Justice, prosecution',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings', 'review_identification'],
    disciplines: ['law'],
    source: '1.9 [W:ph-resp]; who reviews a denial (A)',
  },
  organisation('dawn', 'DAWN'),
  organisation('batis', 'BATIS'),
  organisation('kanlungan', 'Kanlungan'),
  {
    id: 'health-department',
    name: 'Department of Health, hospitals',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '(GK)',
  },
  {
    id: 'commission-on-audit',
    name: 'Commission on Audit',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
