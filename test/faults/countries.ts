/** The countries whose nodes are brought into trouble. */
export const faultCountries = ['TH', 'MM'] as const;
export type FaultCountry = (typeof faultCountries)[number];
