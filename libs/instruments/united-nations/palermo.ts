import type { Instrument, MessageKind } from '#casework';

const parties = ['TH', 'MM', 'KH', 'LA', 'VN', 'CN', 'JP', 'PH'] as const;

/** Art. 8 binds nearly every state to take its people back without undue delay, with regard to safety. It is followed through embassies: no message of a node goes under it (A). */
export const protocol: Instrument<MessageKind> = {
  code: 'palermo',
  version: '2000',
  title: 'Protocol to Prevent, Suppress and Punish Trafficking in Persons',
  kind: 'multilateral',
  parties,
  exchange: 'united-nations',
  status: 'in_force',
  from: '2003-12-25',
  clauses: [],
  channels: [{ name: 'Diplomatic channel, embassy to ministry', source: '1.10 (A)' }],
  note: 'The day is that of its entry into force; each state joined on a day of its own (GK).',
  source: '1.1 [W:palermo8]',
};
