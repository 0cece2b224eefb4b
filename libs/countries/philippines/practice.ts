import type { CountryFacts } from '#casework';

const localOffices = ['dswd-ncr', 'dswd-central-visayas', 'dswd-davao'];

/** On what support by the recovery programme rests (domain.md 1.9 [W:ph-mc20], 2.9 F19 [W:ph-rr]). */
export const philippineSupportPapers: CountryFacts['supportPapers'] = [
  {
    code: 'social-case-study-report',
    name: 'Social case study report',
    by: ['dswd', ...localOffices, 'local-welfare'],
    source: '2.9 F19 [W:ph-rr]; who writes it (A)',
  },
  {
    code: 'barangay-certificate',
    name: 'Certificate of the barangay',
    by: ['local-welfare'],
    source: '2.9 F19 [W:ph-rr]',
  },
];

/** Who meets at the airport together who comes home (domain.md 1.9 [W:ph-syr]). */
export const philippineReception: CountryFacts['jointReception'] = {
  offices: ['dfa', 'owwa', 'dswd', 'iacat', 'immigration'],
  least: 2,
  source: '1.9 [W:ph-syr]; that one of them alone is too few, and two are enough (A)',
};
