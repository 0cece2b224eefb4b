import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { beforeReturn, returning } from '../terms.js';

const between = {
  parties: ['TH', 'LA'],
  exchange: 'thailand-laos',
  channels: [
    { name: 'DATIP with MLSW, the Women’s Union and the Anti-Trafficking Department', source: '3.2' },
  ],
  handoverPoints: ['nong-khai-vientiane', 'mukdahan-savannakhet'],
} as const;

const mou = {
  ...between,
  code: 'th-la-mou',
  title: 'MOU between Thailand and the Lao PDR on combating trafficking in persons',
  kind: 'mou',
} as const;

/** Notification, nationality and family, as with every neighbour (A): the text was not read. */
export const mou2005: Instrument<MessageKind> = {
  ...mou,
  version: '2005',
  status: 'in_force',
  from: '2005-07-13',
  clauses: mutual(between.parties, beforeReturn),
  source: '1.10 [W:thla]',
};

export const mou2016: Instrument<MessageKind> = {
  ...mou,
  version: '2016-draft',
  status: 'in_process',
  from: '2016-12-31',
  clauses: [],
  note: 'A second memorandum, prepared from 2016.',
  source: '1.10 [W:thla]',
};

/** Procedures of return that existed by 2010, from the last day of that year; nothing of them was read (A). */
export const returnSop: Instrument<MessageKind> = {
  ...between,
  code: 'th-la-return-sop',
  version: '2010',
  title: 'SOP between Thailand and the Lao PDR on return',
  kind: 'sop',
  status: 'in_force',
  from: '2010-12-31',
  clauses: mutual(between.parties, returning()),
  source: '1.10 [W:uniap-th]; existed by 2010',
};

const plan = {
  ...between,
  code: 'th-la-plan',
  title: 'Action plan of Thailand and the Lao PDR',
  kind: 'plan',
  clauses: [],
  source: '1.10 [W:thla25]',
} as const;

export const plan2023: Instrument<MessageKind> = {
  ...plan,
  version: '2023',
  status: 'ended',
  from: '2023-01-01',
  until: '2026-01-01',
};

export const plan2026: Instrument<MessageKind> = {
  ...plan,
  version: '2026',
  status: 'in_process',
  from: '2026-01-01',
  note: 'The next plan, spoken of in March 2025.',
};
