import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { wholeReturn } from '../terms.js';

const parties = ['MM', 'CN'] as const;

/** The memorandum of November 2009. Its text was not read: all of a return goes under it (A), and it counts from the last day of its month. */
export const mou2009: Instrument<MessageKind> = {
  code: 'mm-cn-mou',
  version: '2009',
  title: 'MOU between Myanmar and China on trafficking in persons',
  kind: 'mou',
  parties,
  exchange: 'myanmar-china',
  status: 'in_force',
  from: '2009-11-30',
  clauses: mutual(parties, wholeReturn),
  channels: [
    {
      name: 'Border Liaison Offices, which relay what is sent',
      relays: { MM: 'blo', CN: 'blo-myanmar' },
      source: '3.2 [W:cnla]; 1.7 [W:gansu]',
    },
  ],
  handoverPoints: ['muse-ruili', 'lweje-longchuan', 'lougai-nansan'],
  note: 'One paper says 2007 [W:shih].',
  source: '1.10 [S4:2347; W:tun]',
};
