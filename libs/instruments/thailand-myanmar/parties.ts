import type { Country, InstrumentChannel } from '#casework';

export const parties = ['TH', 'MM'] as const satisfies readonly Country[];

/** The exchange that both instruments use: the two countries run it together. */
export const exchange = 'thailand-myanmar';

/** Through whom its messages go (domain.md 2.4, 3.2). */
export const channels: readonly InstrumentChannel[] = [
  { name: 'DATIP with the Department of Rehabilitation (before: Social Welfare)', source: '3.2 [W:irra55]' },
  { name: 'BCATIP border cooperation', source: '1.3 [S4:2486-2493]' },
];

export const handoverPoints = ['mae-sot-myawaddy', 'mae-sai-tachileik', 'ranong-kawthaung'] as const;
