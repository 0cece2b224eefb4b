import type { Instrument, MessageKind } from '#casework';

const parties = ['VN', 'LA'] as const;

/** Of 2010 by general knowledge (GK), not confirmed: nothing goes under it. */
export const agreement: Instrument<MessageKind> = {
  code: 'vn-la-agreement',
  version: '2010',
  title: 'Agreement between Viet Nam and the Lao PDR on trafficking in persons',
  kind: 'agreement',
  parties,
  exchange: 'vietnam-laos',
  status: 'unconfirmed',
  from: '2010-12-31',
  clauses: [],
  source: '1.10 (GK)',
};
