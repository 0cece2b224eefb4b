import type { CountryFacts } from '#casework';

const source = '1.8; 2.5 [S4:1551-1568]';

/** How the statistics of Women's Counseling Offices say that a protection ends; of seven in 409 they say that they left. */
export const japaneseDischarges: CountryFacts['discharges'] = [
  { code: 'returned_home', name: 'Returned to the home country', source },
  { code: 'with_friend_or_partner', name: 'Lives with a friend or partner', source },
  { code: 'with_spouse', name: 'Lives with the spouse', source },
  { code: 'left_without_notice', name: 'Left without notice', source },
  { code: 'other', name: 'Other, a private shelter on commission among them', source },
];

const permit = (code: string, name: string) => ({
  ...{ code, name, by: ['immigration'] },
  source: '1.8 [W:jp-imm]; its code (A)',
});

/** On what a person stays while danger at home, health and the part in the proceedings are weighed; Immigration alone grants it. */
export const japaneseStayPermits: CountryFacts['stayPermits'] = [
  permit('special-permission-to-stay', 'Special permission to stay'),
  permit('change-of-status', 'Change of the status of residence'),
  permit('provisional-release', 'Provisional release instead of detention'),
];
