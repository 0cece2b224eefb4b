import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { stopping, telling } from '../terms.js';

const parties = ['CN', 'VN'] as const;

/** The agreement of 2010, from the last day of its year. How victims are verified and repatriated was still being agreed in April 2017: what tells and what stops may go (A), nothing that asks for a person. */
export const agreement2010: Instrument<MessageKind> = {
  code: 'cn-vn-agreement',
  version: '2010',
  title: 'Agreement between China and Viet Nam on trafficking in persons',
  kind: 'agreement',
  parties,
  exchange: 'china-vietnam',
  status: 'in_force',
  from: '2010-12-31',
  clauses: mutual(parties, [...telling, ...stopping]),
  channels: [
    {
      name: 'Border Liaison Offices of MPS, which relay what is sent',
      relays: { CN: 'blo-vietnam', VN: 'blo' },
      source: '3.2 [W:cnvn17]; that they relay (A)',
    },
  ],
  handoverPoints: ['mong-cai-dongxing', 'lao-cai-hekou', 'huu-nghi-pingxiang'],
  note: 'Reviewed every year.',
  source: '1.10 [W:vncn17]',
};
