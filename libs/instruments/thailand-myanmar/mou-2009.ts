import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { beforeReturn } from '../terms.js';
import { channels, exchange, handoverPoints, parties } from './parties.js';

/**
 * The memorandum of understanding of April 2009 (domain.md 1.10): notification, nationality, family, and whatever stops
 * or mends these. Its text was not read; the clauses are built from domain.md 3.1 and 4.5 (A). Only the month is
 * known: it counts from the last day of it, so that nothing goes before it surely holds.
 */
export const mou2009: Instrument<MessageKind> = {
  code: 'th-mm-mou',
  version: '2009',
  title: 'MOU between Thailand and Myanmar on cooperation to combat trafficking in persons',
  kind: 'mou',
  parties,
  exchange,
  status: 'in_force',
  from: '2009-04-30',
  source: '1.10 [S4:2345; W:tun]',
  clauses: mutual(parties, beforeReturn),
  channels,
  handoverPoints,
  note: 'IOM speaks of a memorandum of 2003 between the two governments [W:iom-mm].',
};
