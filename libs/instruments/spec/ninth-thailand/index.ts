import type { Country, Instrument, MessageKind } from '#casework';
import { mutual } from '../../between.js';
import { wholeReturn } from '../../terms.js';

const parties = ['AQ' as Country, 'TH' as const];

export const texts: readonly Instrument<MessageKind>[] = [
  {
    code: 'aq-th-agreement',
    version: '2011',
    title: 'Agreement between the Ninth Country and Thailand on return',
    kind: 'agreement',
    parties,
    exchange: 'ninth-thailand',
    status: 'in_force',
    from: '2011-01-01',
    clauses: mutual(parties, wholeReturn),
    handoverPoints: ['bangkok-mcmurdo-air'],
    source: '(A)',
  },
];
