import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { wholeReturn } from '../terms.js';

const parties = ['TH', 'CN'] as const;

/** The memorandum of 2 November 2018, a joint plan to follow. Its text was not read: all of a return goes under it (A). */
export const mou2018: Instrument<MessageKind> = {
  code: 'th-cn-mou',
  version: '2018',
  title: 'MOU between Thailand and China on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'thailand-china',
  status: 'in_force',
  from: '2018-11-02',
  clauses: mutual(parties, wholeReturn),
  channels: [{ name: 'MSDHS with MPS', source: '3.2' }],
  source: '1.10 [W:thcn]',
};
