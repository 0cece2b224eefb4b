import type { Instrument, MessageKind } from '#casework';

const parties = ['CN', 'LA'] as const;

/** Drafted in 2014; that it was signed is not confirmed. The office at Mohan works since October 2009. */
export const agreement: Instrument<MessageKind> = {
  code: 'cn-la-agreement',
  version: '2014-draft',
  title: 'Agreement between China and the Lao PDR on trafficking in persons',
  kind: 'agreement',
  parties,
  exchange: 'china-laos',
  status: 'unconfirmed',
  from: '2014-12-31',
  clauses: [],
  channels: [{ name: 'Border Liaison Office Mohan', source: '1.10 [W:cnla]' }],
  handoverPoints: ['boten-mohan'],
  source: '1.10 [W:laocn]',
};
