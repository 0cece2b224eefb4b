import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { wholeReturn } from '../terms.js';

const parties = ['TH', 'VN'] as const;

/** The memorandum of March 2008. It was meant to lead to procedures, of which nothing is known; so all of a return goes under it (A), and it counts from the last day of its month. */
export const mou2008: Instrument<MessageKind> = {
  code: 'th-vn-mou',
  version: '2008',
  title: 'MOU between Thailand and Viet Nam on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'thailand-vietnam',
  status: 'in_force',
  from: '2008-03-31',
  clauses: mutual(parties, wholeReturn),
  channels: [{ name: 'DATIP with MPS Immigration and MOLISA', source: '3.2' }],
  source: '1.10 [W:thvn]',
};
