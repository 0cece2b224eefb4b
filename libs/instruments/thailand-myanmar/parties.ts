import type { Country } from '#casework';

export const parties = ['TH', 'MM'] as const satisfies readonly Country[];

/** The exchange that both instruments use: the two countries run it together. */
export const exchange = 'thailand-myanmar';
