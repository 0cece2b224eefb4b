import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { beforeReturn, returning } from '../terms.js';

const between = {
  parties: ['TH', 'KH'],
  exchange: 'thailand-cambodia',
  channels: [
    { name: 'DATIP with MoSVY and the National Committee', source: '3.2' },
    { name: 'Embassy, for documents', source: '3.2' },
  ],
  handoverPoints: ['aranyaprathet-poipet'],
} as const;

const mou = {
  ...between,
  code: 'th-kh-mou',
  title: 'MOU between Thailand and Cambodia on eliminating trafficking in children and women',
  kind: 'mou',
  clauses: mutual(between.parties, beforeReturn),
} as const;

/** The day of the new memorandum is not printed: the first text holds through its year, the new one from its last day. */
const renewed = '2014-12-31';

/** Notification, nationality and family, as with every neighbour (A): the texts were not read. */
export const mou2003: Instrument<MessageKind> = {
  ...mou,
  version: '2003',
  status: 'superseded',
  from: '2003-12-31',
  until: renewed,
  note: 'That the first text is of 2003 is general knowledge (GK).',
  source: '1.10 [W:thkh-mou]; year (GK)',
};

export const mou2014: Instrument<MessageKind> = {
  ...mou,
  version: '2014',
  status: 'in_force',
  from: renewed,
  source: '1.10 [S4:2024]',
};

/** Procedures of return that existed by 2010, from the last day of that year; nothing of them was read (A). */
export const returnSop: Instrument<MessageKind> = {
  ...between,
  code: 'th-kh-return-sop',
  version: '2010',
  title: 'SOP between Thailand and Cambodia on return',
  kind: 'sop',
  status: 'in_force',
  from: '2010-12-31',
  clauses: mutual(between.parties, returning()),
  source: '1.10 [W:uniap-th]; existed by 2010',
};

/** Between the police of both: nothing of a person in care goes under it (A). */
export const policeSop: Instrument<MessageKind> = {
  ...between,
  code: 'th-kh-police-sop',
  version: '2022',
  title: 'SOP between Thailand and Cambodia on law-enforcement cooperation',
  kind: 'sop',
  status: 'in_force',
  from: '2022-08-31',
  clauses: [],
  source: '1.10 [W:thkh22]',
};

export const plan: Instrument<MessageKind> = {
  ...between,
  code: 'th-kh-plan',
  version: '2024',
  title: 'Joint action plan of Thailand and Cambodia',
  kind: 'plan',
  status: 'ended',
  from: '2024-01-01',
  until: '2026-01-01',
  clauses: [],
  note: 'Thailand prints 2023 to 2025, Cambodia 2024 to 2026: the years that both print. A shared checklist to identify victims was planned for 2025.',
  source: '1.10 [W:thkh24; W:khth24], 6.8 E13',
};
