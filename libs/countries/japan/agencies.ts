import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';

/**
 * A Women's Counseling Office: it recognises, protects, and speaks with embassy and IOM itself (domain.md 1.8, 3.2).
 * There are 49 [S4:1472-1483]; the Act of 2024 gives them another name (GK).
 */
const counsellingOffice = (id: string, prefecture: string, source: string): Agency => ({
  id,
  name: `Women's Counseling Office, ${prefecture}`,
  kind: 'social_work',
  viewer: 'SW',
  mandates: ['open_case', 'coordinate', 'screen', 'identify', 'case_work', 'warn'],
  disciplines: ['social_work', 'psychology'],
  source,
});

/** A Child Guidance Center, to which children go [S4:1381, 1413]. */
const childGuidance = (id: string, prefecture: string): Agency => ({
  id,
  name: `Child Guidance Center, ${prefecture}`,
  kind: 'social_work',
  viewer: 'SW',
  mandates: ['open_case', 'screen', 'case_work', 'child_protection', 'warn'],
  disciplines: ['social_work', 'child_protection'],
  source: '1.8 [S4:1381, 1413]; which prefectures (A)',
});

const police = (id: string, prefecture: string): Agency => ({
  id,
  name: `Prefectural Police, ${prefecture}`,
  kind: 'police',
  viewer: 'PO',
  mandates: ['open_case', 'screen', 'identify', 'escort', 'proceedings'],
  disciplines: ['law_enforcement'],
  source: '1.8 [S4:1359-1406; S4:1765, 1841]; which prefectures (A)',
});

/** Bodies that report to one another whom they meet [S4:1359-1406]. */
const reporter = (
  id: string,
  name: string,
  viewer: Agency['viewer'],
  disciplines: Agency['disciplines'] = [],
): Agency => ({
  ...{ id, name, kind: 'authority', viewer, mandates: ['open_case', 'screen'] },
  ...(disciplines.length > 0 ? { disciplines } : {}),
  source: '1.8 [S4:1359-1406]',
});

const embassy = (id: string, city: string, abroad: Country): Agency =>
  mission(id, `Embassy of Japan in ${city}`, abroad, '(GK)');

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(id, placeOfCare(id), ['shelter', 'health'], '1.8; that each is an office of its own (A)');

/** Bodies of Japan and what each is charged with (domain.md 1.8, 1.13). */
export const japaneseAgencies: readonly Agency[] = [
  {
    id: 'cabinet-secretariat',
    name: 'Council for the Promotion of Measures to Combat TIP, Cabinet Secretariat (focal point (A))',
    kind: 'focal_point',
    viewer: 'FP',
    mandates: ['open_case', 'coordinate', 'warn', 'approve_return', 'erase'],
    source: '1.8 [S4:1215-1251]; as focal point (A)',
  },
  {
    id: 'immigration',
    name: 'Immigration Services Agency',
    kind: 'authority',
    viewer: 'IM',
    mandates: [
      'open_case',
      'coordinate',
      'screen',
      'identify',
      'approve_return',
      'escort',
      'receive_return',
      'watch_border',
      'erase',
    ],
    disciplines: ['immigration'],
    source: '1.8 [S4:1359-1406; W:jp-imm]; 1.13; the second signature (A)',
  },
  police('police-tokyo', 'Tokyo'),
  police('police-aichi', 'Aichi'),
  counsellingOffice('counseling-tokyo', 'Tokyo', '1.8 [S4:1472-1483]; the place (A)'),
  counsellingOffice('counseling-aichi', 'Aichi', '1.8 [S4:1472-1483]; 1.13 [W:jica-annex]'),
  childGuidance('child-guidance-tokyo', 'Tokyo'),
  childGuidance('child-guidance-aichi', 'Aichi'),
  reporter('coast-guard', 'Japan Coast Guard', 'PO', ['law_enforcement']),
  reporter('labour-standards', 'Labour Standards Inspection Offices', 'LO', ['labour']),
  {
    ...reporter('legal-affairs', 'Legal Affairs Bureaus, human rights', 'LA', ['law']),
    mandates: ['open_case', 'screen', 'review_identification'],
    source: '1.8 [S4:1359-1406]; who reviews a denial (A)',
  },
  {
    id: 'foreign-affairs',
    name: 'Ministry of Foreign Affairs, consular affairs',
    kind: 'registry',
    viewer: 'IM',
    mandates: ['confirm_nationality', 'issue_travel_document'],
    source: '1.8 [S4:1359-1406]; for nationals abroad (GK)',
  },
  embassy('embassy-bangkok', 'Bangkok', 'TH'),
  embassy('embassy-manila', 'Manila', 'PH'),
  {
    id: 'prosecutors',
    name: 'Public Prosecutors Office',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
    disciplines: ['law'],
    source: '1.8 [S4:1359-1406]',
  },
  {
    id: 'lawyers',
    name: 'Lawyers for victims, legal aid',
    kind: 'court',
    viewer: 'LA',
    mandates: ['proceedings'],
    disciplines: ['law'],
    source: '1.8 [S4:1771, 1848]; as one office (A)',
  },
  {
    id: 'iom-tokyo',
    name: 'International Organization for Migration, Tokyo',
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'escort'],
    disciplines: ['social_work'],
    source: '1.8 [S4:1440; W:jp-isa]; the escort (A)',
  },
  {
    id: 'hospitals',
    name: 'Medical institutions',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '7.3 [S4:1703-1778]; as one office (A)',
  },
  {
    id: 'board-of-audit',
    name: 'Board of Audit',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
