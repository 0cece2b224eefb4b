import type { Instrument, MessageKind } from '#casework';
import { exchange, parties } from './parties.js';

/** The revised memorandum: Thailand's cabinet approved a draft in February 2019 (domain.md 1.10). Nothing goes under it. */
export const mou2019: Instrument<MessageKind> = {
  code: 'th-mm-mou',
  version: '2019-draft',
  title: 'Revised MOU between Thailand and Myanmar on trafficking in persons',
  kind: 'mou',
  parties,
  exchange,
  status: 'draft',
  from: '2019-02-28',
  clauses: [],
  source: '1.10 [W:thmm19]',
};
