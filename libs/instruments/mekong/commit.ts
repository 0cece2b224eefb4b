import type { Instrument, MessageKind } from '#casework';

const parties = ['KH', 'CN', 'LA', 'MM', 'TH', 'VN'] as const;

/** The memorandum of six ministers, Yangon, October 2004: plans, indicators and guidelines; no message goes under it (A). */
export const memorandum: Instrument<MessageKind> = {
  code: 'commit',
  version: '2004',
  title: 'COMMIT MoU on cooperation against trafficking in the Greater Mekong Sub-region',
  kind: 'multilateral',
  parties,
  exchange: 'mekong',
  status: 'in_force',
  from: '2004-10-31',
  clauses: [],
  note: 'Five sections, 34 articles.',
  source: '1.1 [W:commit-about]',
};
