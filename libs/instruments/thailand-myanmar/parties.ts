import type { Country } from '#casework';

export const parties = ['TH', 'MM'] as const satisfies readonly Country[];
