import type { PaymentHead } from '#casework';

const names: Readonly<Record<string, string>> = {
  subsistence: 'Daily subsistence',
  medical: 'Medical',
  rehabilitation: 'Physical and mental rehabilitation',
  'lost-earnings': 'Lost earnings',
  necessities: 'Necessities',
  education: 'Education and training',
  legal: 'Legal',
  accommodation: 'Accommodation',
  'return-to-domicile': 'Return to domicile',
  'other-damages': 'Other damages',
};

/** The ten kinds of payment of the Anti-Trafficking in Persons Fund, in the order in which they are printed. */
export const fundHeads: readonly PaymentHead[] = Object.entries(names).map(([code, name]) => ({
  code,
  name,
  source: '5.4 [S4:699-710]',
}));
