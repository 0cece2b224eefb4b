import type { Agency, Country } from '#casework';
import { mission } from '../mission.js';
import { placeOfCare, shelterAgency } from '../place-of-care.js';
import { welfareOffice } from '../welfare-office.js';

/** District police certify, and look up who a person is when the Immigration Department asks [W:uniap-vn]: lists of a registry. */
const districtPolice = (id: string, district: string): Agency => ({
  id,
  name: `District police, ${district}`,
  kind: 'registry',
  viewer: 'PO',
  mandates: ['open_case', 'screen', 'identify', 'confirm_nationality'],
  disciplines: ['law_enforcement'],
  source: '1.6 [W:uniap-vn; W:vnjc]; which districts (A)',
});

/** Border guard and coast guard of the Ministry of Defence: they rescue, certify and receive at the border. */
const rescuer = (id: string, name: string, source: string): Agency => ({
  id,
  name,
  kind: 'authority',
  viewer: 'PO',
  mandates: ['open_case', 'screen', 'identify', 'escort', 'receive_return', 'watch_border'],
  disciplines: ['law_enforcement'],
  source,
});

/** A district social office, which acts on what a commune forwards. */
const socialOffice = (id: string, place: string): Agency =>
  welfareOffice(id, `Social office, ${place}`, '1.13; 2.7 [W:vnjc]; which places (A)');

/** A mission abroad: it certifies whom it rescues there, as other bodies that rescue. */
const embassy = (id: string, city: string, abroad: Country): Agency => {
  const usual = mission(
    id,
    `Embassy of Viet Nam in ${city}`,
    abroad,
    '1.13; 1.6: missions sign the joint circular [W:vnjc2]; which paper they give, and which cities (A)',
  );
  return { ...usual, mandates: [...usual.mandates, 'screen', 'identify'] };
};

export const ownShelterAgency = (id: string): Agency =>
  shelterAgency(id, placeOfCare(id), ['shelter', 'health'], '1.6; that each is an office of its own (A)');

/** Bodies of Viet Nam and what each is charged with (domain.md 1.6, 1.13). */
export const vietnameseAgencies: readonly Agency[] = [
  {
    id: 'mps-immigration',
    name: 'Immigration Department, Ministry of Public Security',
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
    disciplines: ['immigration'],
    source: '1.6 [W:uniap-vn; W:vnjc]; 1.13; 3.2',
  },
  {
    id: 'molisa',
    name: 'Ministry of Labour, Invalids and Social Affairs',
    kind: 'social_work',
    viewer: 'SW',
    mandates: ['open_case', 'case_work', 'approve_return', 'reintegrate', 'erase'],
    disciplines: ['social_work'],
    source: '1.6; its social role has moved since (A) [W:vn111]; the second signature (A)',
  },
  districtPolice('police-mong-cai', 'Mong Cai'),
  districtPolice('police-can-tho', 'Can Tho'),
  rescuer('border-guard', 'Border Guard, Ministry of Defence', '1.6 [W:vnjc2]'),
  rescuer('coast-guard', 'Coast Guard, Ministry of Defence', '1.6 [W:vnjc2]'),
  embassy('embassy-bangkok', 'Bangkok', 'TH'),
  embassy('embassy-phnom-penh', 'Phnom Penh', 'KH'),
  embassy('embassy-vientiane', 'Vientiane', 'LA'),
  embassy('embassy-beijing', 'Beijing', 'CN'),
  socialOffice('social-quang-ninh', 'Quang Ninh'),
  socialOffice('social-an-giang', 'An Giang'),
  socialOffice('social-can-tho', 'Can Tho'),
  {
    id: 'commune-committee',
    name: "People's Committee of the commune",
    kind: 'authority',
    viewer: 'LO',
    mandates: ['trace_family', 'reintegrate'],
    source: '1.6: where one applies [W:vn23]',
  },
  {
    id: 'womens-union',
    name: "Viet Nam Women's Union",
    kind: 'social_work',
    viewer: 'NG',
    mandates: ['open_case', 'reintegrate'],
    disciplines: ['social_work', 'psychology'],
    source: '1.6 [W:vn-handbook]; 1.13',
  },
  {
    id: 'investigators',
    name: 'Investigation police, criminal cases',
    kind: 'police',
    viewer: 'PO',
    mandates: ['identify', 'proceedings'],
    disciplines: ['law_enforcement'],
    source: '1.6 [W:vn28]',
  },
  {
    id: 'procuracy',
    name: "People's Procuracy",
    kind: 'court',
    viewer: 'LA',
    mandates: ['identify', 'review_identification', 'proceedings'],
    disciplines: ['law'],
    source: '1.6 [W:vn28]; who reviews a denial (A)',
  },
  {
    id: 'peoples-court',
    name: "People's Court",
    kind: 'court',
    viewer: 'LA',
    mandates: ['identify', 'proceedings'],
    disciplines: ['law'],
    source: '1.6 [W:vn28]',
  },
  {
    id: 'health-services',
    name: 'Ministry of Health, district hospitals',
    kind: 'health',
    viewer: 'HE',
    mandates: ['health'],
    disciplines: ['medicine', 'psychology'],
    source: '(GK)',
  },
  {
    id: 'state-audit',
    name: 'State Audit Office of Viet Nam',
    kind: 'auditor',
    viewer: 'AU',
    mandates: ['audit'],
    source: '(GK)',
  },
];
