/** The countries of the programme by ISO 3166-1 alpha-2, each with its folder under `libs/countries`, which says all else of it. */
export const programme = {
  TH: 'thailand',
  MM: 'myanmar',
  KH: 'cambodia',
  LA: 'laos',
  VN: 'vietnam',
  CN: 'china',
  JP: 'japan',
  PH: 'philippines',
} as const;
