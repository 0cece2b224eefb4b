import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { wholeReturn } from '../terms.js';

const parties = ['KH', 'CN'] as const;

/** Its text was not read: all of a return goes under it (A), from the last day of the later of the years that are named. */
export const mou2017: Instrument<MessageKind> = {
  code: 'kh-cn-mou',
  version: '2017',
  title: 'MoU between Cambodia and China on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'cambodia-china',
  status: 'in_force',
  from: '2017-12-31',
  clauses: mutual(parties, wholeReturn),
  note: 'The year 2016 is named too, and not confirmed.',
  source: '1.10 [S4:2026; W:khcn]',
};
