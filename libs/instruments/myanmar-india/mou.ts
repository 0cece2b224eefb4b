import type { Instrument, MessageKind } from '#casework';

const parties = ['MM'] as const;

/** In process in 2018; India has no node, so that nothing goes under it. */
export const mou: Instrument<MessageKind> = {
  code: 'mm-in-mou',
  version: '2018-draft',
  title: 'MOU between Myanmar and India on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'myanmar-india',
  status: 'in_process',
  from: '2018-12-31',
  furtherParties: ['IN'],
  clauses: [],
  source: '1.10 [S4:2351]',
};
