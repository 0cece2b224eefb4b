import type { Instrument, MessageKind } from '#casework';
import { assumedWorkingDays, mutual } from '../between.js';
import { assumedClocks, returning } from '../terms.js';
import { channels, exchange, handoverPoints, parties } from './parties.js';

/** The day on which the annexes were signed, at the 18th case management meeting (domain.md 1.10). */
const annexesSigned = '2016-09-13';

const sop = {
  code: 'th-mm-sop',
  title: 'SOP between Thailand and Myanmar on case management, repatriation and reintegration',
  kind: 'sop',
  parties,
  exchange,
  channels,
  handoverPoints,
} as const;

/**
 * The standard operating procedures signed in March 2013 (domain.md 1.10): risk, plan, return, handover, proceedings
 * and follow-up. Its text was not read; the clauses are built from domain.md 3.1 and 4.5 (A), it counts from the
 * last day of its month, and it holds until the annexes.
 */
export const sop2013: Instrument<MessageKind> = {
  ...sop,
  version: '2013',
  status: 'superseded',
  from: '2013-03-31',
  until: annexesSigned,
  clauses: mutual(parties, returning(assumedClocks)),
  source: '1.10 [W:unicef13]',
};

/** The same procedures with their annexes: the same fields may go, and answers are expected sooner (A). */
export const sop2016: Instrument<MessageKind> = {
  ...sop,
  version: '2016',
  title: `${sop.title}, with annexes`,
  status: 'in_force',
  from: annexesSigned,
  clauses: mutual(
    parties,
    returning({
      risk: assumedWorkingDays(10),
      plan: assumedWorkingDays(10),
      proposal: assumedWorkingDays(10),
      departure: assumedWorkingDays(2),
      transit: assumedWorkingDays(5),
      verdict: assumedWorkingDays(20),
    }),
  ),
  source: '1.10 [W:cmm18]',
};
