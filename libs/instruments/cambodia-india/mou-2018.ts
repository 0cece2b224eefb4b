import type { Instrument, MessageKind } from '#casework';

const parties = ['KH'] as const;

/** The memorandum of 2018; India has no node, so that nothing goes under it. */
export const mou2018: Instrument<MessageKind> = {
  code: 'kh-in-mou',
  version: '2018',
  title: 'MoU between Cambodia and India on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'cambodia-india',
  status: 'in_force',
  from: '2018-12-31',
  furtherParties: ['IN'],
  clauses: [],
  source: '1.10 [S4:2027]',
};
