import type { Agency, Country } from '#casework';
import { likeWitnessProtection } from '../discreet.js';
import { mission } from '../mission.js';
import { shelterAgency } from '../place-of-care.js';

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
  source: '1.2; 1.13: provincial offices; which provinces (A)',
});

const tracingOffice = (id: string, province: string): Agency => ({
  id,
  name: `Provincial Office of Social Development and Human Security, family tracing, ${province}`,
  kind: 'provincial_office',
  viewer: 'SW',
  mandates: ['trace_family', 'reintegrate'],
  disciplines: ['social_work'],
  source: '1.13; which provinces (A)',
});

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(
    id,
    `Protection shelter ${id}`,
    ['shelter', 'health'],
    '1.2; that each is an office of its own (A)',
  );

const embassy = (id: string, city: string, abroad: Country, source: string): Agency =>
  mission(id, `Royal Thai Embassy in ${city}`, abroad, source);

/** Thai bodies and what each is charged with (domain.md 1.2, 1.13; the second signatures are assumptions (A)). */
export const thaiAgencies: readonly Agency[] = [
  {
    id: 'datip',
    name: 'Division of Anti-Trafficking in Persons, Ministry of Social Development and Human Security',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: ['open_case', 'coordinate', 'warn', 'assign_tracing', 'approve_return', 'erase'],
    source: '1.2 [S4:38; W:hb-kh]; 3.2',
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
    source: '(GK)',
  },
  {
    id: 'atpd',
    name: 'Royal Thai Police, Anti-Trafficking in Persons Division',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen', 'proceedings'],
    disciplines: ['law_enforcement'],
    source: '1.2 [S4:535-537]',
  },
  {
    id: 'dsi',
    name: 'Department of Special Investigation',
    kind: 'police',
    viewer: 'PO',
    mandates: ['open_case', 'screen'],
    disciplines: ['law_enforcement'],
    source: '1.2 [S4:2575]',
  },
  {
    id: 'immigration',
    name: 'Immigration Bureau',
    kind: 'authority',
    viewer: 'IM',
    mandates: ['approve_return', 'escort', 'watch_border'],
    disciplines: ['immigration'],
    source: '1.13; the second signature of a return (A)',
  },
  {
    id: 'labour-protection',
    name: 'Department of Labour Protection and Welfare, inspectors',
    kind: 'authority',
    viewer: 'LO',
    mandates: ['open_case', 'screen'],
    disciplines: ['labour'],
    source: '1.2 [W:mol]',
  },
  {
    id: 'prosecutor',
    name: 'Office of the Attorney General',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
    disciplines: ['law'],
    source: '1.2: s.35 of the Act [W:act33]',
  },
  {
    id: 'court-phetchaburi',
    name: 'Provincial Court of Phetchaburi',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
    source: '7.1 [S4:419-518]',
  },
  {
    id: 'witness-protection',
    name: 'Witness Protection Office',
    kind: 'court',
    viewer: 'PO',
    mandates: ['proceedings'],
    discreet: likeWitnessProtection,
    source: '1.2 [S4:460-495]',
  },
  {
    id: 'health-pathum-thani',
    name: 'Public Health Office, Pathum Thani',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '7.1 [S4:419-518] (A)',
  },
  {
    id: 'civil-registration',
    name: 'Department of Provincial Administration, civil registration (GK)',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality'],
    source: '2.2 (A)',
  },
  embassy('embassy-yangon', 'Yangon', 'MM', '2.2; 1.13: mission and registration (A)'),
  embassy('embassy-phnom-penh', 'Phnom Penh', 'KH', '2.2; 1.13 (A)'),
  embassy('embassy-vientiane', 'Vientiane', 'LA', '2.2; 1.13 (A)'),
  embassy('embassy-hanoi', 'Hanoi', 'VN', '2.2; 1.13 (A)'),
  embassy('embassy-tokyo', 'Tokyo', 'JP', '1.2: temporary passport [S4:1768]'),
  embassy('embassy-beijing', 'Beijing', 'CN', '2.2; 1.13 (A)'),
  embassy('embassy-manila', 'Manila', 'PH', '2.2; 1.13 (A)'),
  {
    id: 'ngo-partner',
    name: 'Partner organisation for victims of trafficking',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'screen', 'reintegrate'],
    disciplines: ['social_work', 'law'],
    source: '1.2: teams of government and organisations [W:tip17th]; as one office (A)',
  },
  {
    id: 'state-audit',
    name: 'State Audit Office (GK)',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
