import type { Instrument, MessageKind } from '#casework';
import { mutual } from '../between.js';
import { wholeReturn } from '../terms.js';

const parties = ['TH', 'MM', 'KH', 'LA', 'VN', 'PH'] as const;

/** The Convention against Trafficking in Persons: art. 15 has a state take its people back, verify nationality and issue papers, and keeps what two states agreed with each other. Two parties without an instrument of their own go by it; its clauses are built on these duties (A). */
export const convention: Instrument<MessageKind> = {
  code: 'actip',
  version: '2015',
  title: 'ASEAN Convention Against Trafficking in Persons, Especially Women and Children',
  kind: 'multilateral',
  parties,
  exchange: 'asean',
  status: 'in_force',
  from: '2018-01-01',
  furtherParties: ['BN', 'ID', 'MY', 'SG'],
  clauses: mutual(parties, wholeReturn),
  channels: [{ name: 'Focal point to focal point (A)', source: '3.1' }],
  note: 'Adopted in 2015; Thailand ratified in July 2016. It counts from the first day of 2018, when all six had surely joined (GK). Brunei, Indonesia, Malaysia and Singapore are parties too (GK).',
  source: '1.1 [W:actip15; S4:1969; W:tip17th]',
};
