import type { Agency, Mandate } from '#casework';
import { likeAShelter } from '../discreet.js';

/** A State or Region office of the Department of Social Welfare; those at a border also receive. */
const socialWelfareOffice = (id: string, region: string, more: readonly Mandate[] = []): Agency => ({
  id,
  name: `Department of Social Welfare, ${region}`,
  kind: 'provincial_office',
  viewer: 'SW',
  mandates: ['case_work', 'warn', 'trace_family', 'reintegrate', ...more],
  disciplines: ['social_work'],
});

/** Neither the code nor the name of a shelter's agency says where it is, and who takes part as a shelter is kept. */
export const shelterAgency = (id: string): Agency => ({
  id,
  name: `Temporary shelter ${id}`,
  kind: 'shelter',
  viewer: 'SH',
  mandates: ['shelter', 'health', 'receive_return'],
  disciplines: ['social_work'],
  discreet: likeAShelter,
});

/** Bodies of Myanmar and what each is charged with (domain.md 1.3, 1.13; the second signatures are assumptions (A)). */
export const myanmarAgencies: readonly Agency[] = [
  {
    id: 'rehabilitation',
    name: 'Department of Rehabilitation, MSWRR (Department of Social Welfare until 30 January 2018 (A))',
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
  },
  {
    id: 'mswrr',
    name: 'Ministry of Social Welfare, Relief and Resettlement, office of the Minister',
    kind: 'authority',
    viewer: 'FP',
    mandates: ['approve_return', 'erase'],
  },
  {
    id: 'atipd',
    name: 'Myanmar Police Force, Anti-Trafficking in Persons Division',
    kind: 'police',
    viewer: 'PO',
    mandates: [
      'open_case',
      'screen',
      'identify',
      'review_identification',
      'escort',
      'receive_return',
      'proceedings',
    ],
    disciplines: ['law_enforcement'],
  },
  {
    id: 'national-registration',
    name: 'Department of Immigration and National Registration',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality', 'issue_travel_document'],
    disciplines: ['immigration'],
  },
  {
    id: 'embassy-bangkok',
    name: 'Embassy of Myanmar in Bangkok',
    kind: 'embassy',
    viewer: 'CO',
    mandates: ['open_case', 'confirm_nationality', 'issue_travel_document'],
  },
  socialWelfareOffice('dsw-kayin', 'Kayin State', ['escort', 'receive_return']),
  socialWelfareOffice('dsw-tanintharyi', 'Tanintharyi Region', ['escort', 'receive_return']),
  socialWelfareOffice('dsw-shan', 'Shan State', ['escort', 'receive_return']),
  socialWelfareOffice('dsw-mon', 'Mon State'),
  socialWelfareOffice('dsw-mandalay', 'Mandalay Region'),
  socialWelfareOffice('dsw-yangon', 'Yangon Region'),
  {
    id: 'dsw-reintegration',
    name: 'Department of Social Welfare, case managers for return and reintegration',
    kind: 'social_work',
    viewer: 'SW',
    mandates: [
      'open_case',
      'screen',
      'identify',
      'review_identification',
      'case_work',
      'warn',
      'child_protection',
      'reintegrate',
    ],
    disciplines: ['social_work', 'child_protection', 'psychology'],
  },
  {
    id: 'attorney-general',
    name: "Union Attorney General's Office (GK)",
    kind: 'court',
    viewer: 'LA',
    // Nobody else is left to review what the two others decided (A).
    mandates: ['proceedings', 'review_identification'],
    disciplines: ['law'],
  },
  {
    id: 'public-health',
    name: 'Department of Public Health (GK)',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
  },
  {
    id: 'ngo-partner',
    name: 'Partner organisation for returnees',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'reintegrate'],
    disciplines: ['social_work'],
  },
  {
    id: 'auditor-general',
    name: 'Office of the Auditor General of the Union (GK)',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
  },
];
