import type { Agency } from '#casework';
import { likeAShelter, likeWitnessProtection } from '../discreet.js';

const socialWelfareOffice = (id: string, province: string): Agency => ({
  id,
  name: `Provincial Office of Social Development and Human Security, ${province}`,
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
    'escort',
    'receive_return',
    'reintegrate',
    'erase',
  ],
  disciplines: ['social_work', 'psychology'],
});

const tracingOffice = (id: string, province: string): Agency => ({
  id,
  name: `Provincial Office of Social Development and Human Security, family tracing, ${province}`,
  kind: 'provincial_office',
  viewer: 'SW',
  mandates: ['trace_family', 'reintegrate'],
  disciplines: ['social_work'],
});

/** Neither the code nor the name of a shelter's agency says where it is, and who takes part as a shelter is kept. */
export const shelterAgency = (id: string): Agency => ({
  id,
  name: `Protection shelter ${id}`,
  kind: 'shelter',
  viewer: 'SH',
  mandates: ['shelter', 'health'],
  disciplines: ['social_work'],
  discreet: likeAShelter,
});

/** Thai bodies and what each is charged with (domain.md 1.2, 1.13; the second signatures are assumptions (A)). */
export const thaiAgencies: readonly Agency[] = [
  {
    id: 'datip',
    name: 'Division of Anti-Trafficking in Persons, Ministry of Social Development and Human Security',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: ['open_case', 'coordinate', 'warn', 'assign_tracing', 'approve_return', 'erase'],
  },
  socialWelfareOffice('msdhs-pathum-thani', 'Pathum Thani'),
  socialWelfareOffice('msdhs-tak', 'Tak'),
  socialWelfareOffice('msdhs-bangkok', 'Bangkok'),
  tracingOffice('msdhs-chiang-rai', 'Chiang Rai'),
  tracingOffice('msdhs-nakhon-ratchasima', 'Nakhon Ratchasima'),
  {
    id: 'dcy',
    name: 'Department of Children and Youth, child protection officers (GK)',
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['child_protection'],
    disciplines: ['child_protection'],
  },
  {
    id: 'atpd',
    name: 'Royal Thai Police, Anti-Trafficking in Persons Division',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen', 'proceedings'],
    disciplines: ['law_enforcement'],
  },
  {
    id: 'dsi',
    name: 'Department of Special Investigation',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen'],
    disciplines: ['law_enforcement'],
  },
  {
    id: 'immigration',
    name: 'Immigration Bureau',
    kind: 'authority',
    viewer: 'IM',
    mandates: ['approve_return', 'escort'],
    disciplines: ['immigration'],
  },
  {
    id: 'labour-protection',
    name: 'Department of Labour Protection and Welfare, inspectors',
    kind: 'authority',
    viewer: 'LO',
    mandates: ['open_case', 'screen'],
    disciplines: ['labour'],
  },
  {
    id: 'prosecutor',
    name: 'Office of the Attorney General',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
    disciplines: ['law'],
  },
  {
    id: 'court-phetchaburi',
    name: 'Provincial Court of Phetchaburi',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
  },
  {
    id: 'witness-protection',
    name: 'Witness Protection Office',
    kind: 'court',
    viewer: 'PO',
    mandates: ['proceedings'],
    discreet: likeWitnessProtection,
  },
  {
    id: 'health-pathum-thani',
    name: 'Public Health Office, Pathum Thani',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
  },
  {
    id: 'civil-registration',
    name: 'Department of Provincial Administration, civil registration (GK)',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality'],
  },
  {
    id: 'embassy-yangon',
    name: 'Royal Thai Embassy in Yangon',
    kind: 'embassy',
    viewer: 'CO',
    mandates: ['open_case', 'confirm_nationality', 'issue_travel_document'],
  },
  {
    id: 'ngo-partner',
    name: 'Partner organisation for victims of trafficking',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'screen', 'reintegrate'],
    disciplines: ['social_work', 'law'],
  },
  {
    id: 'state-audit',
    name: 'State Audit Office (GK)',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
  },
];
