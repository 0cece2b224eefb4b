import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { beforeReturn, returning } from '../terms.js';

const between = {
  parties: ['KH', 'VN'],
  exchange: 'cambodia-vietnam',
  channels: [{ name: 'MoSVY with MOLISA and the border guard', source: '3.2' }],
  handoverPoints: ['bavet-moc-bai'],
} as const;

const agreement = {
  ...between,
  code: 'kh-vn-agreement',
  kind: 'agreement',
  clauses: mutual(between.parties, beforeReturn),
} as const;

const title = 'Agreement between Cambodia and Viet Nam on eliminating trafficking in persons';

/** Of the amendment the year alone is known: it counts from the last day of it. */
const amended = '2012-12-31';

/** Notification, nationality and family, as with every neighbour (A): the texts were not read. */
export const agreement2005: Instrument<MessageKind> = {
  ...agreement,
  version: '2005',
  title,
  status: 'superseded',
  from: '2005-10-10',
  until: amended,
  source: '1.10 [S4:2025]',
};

export const agreement2012: Instrument<MessageKind> = {
  ...agreement,
  version: '2012',
  title: `${title}, as amended`,
  status: 'in_force',
  from: amended,
  source: '1.10 [S4:2025; W:khvn]',
};

/** The procedures of 2009, from the last day of that year; nothing of them was read (A). */
export const sop2009: Instrument<MessageKind> = {
  ...between,
  code: 'kh-vn-sop',
  version: '2009',
  title: 'SOP between Cambodia and Viet Nam on identification and return',
  kind: 'sop',
  status: 'in_force',
  from: '2009-12-31',
  clauses: mutual(between.parties, returning()),
  note: 'A consul is present at the handover [W:kh-bavet].',
  source: '1.10 [S4:2025; W:khvn]',
};
