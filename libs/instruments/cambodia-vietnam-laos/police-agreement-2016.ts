import type { Instrument, MessageKind } from '#casework';

const parties = ['KH', 'VN', 'LA'] as const;

/** The agreement of three polices, January 2016, from the last day of its month. Nothing of a person in care goes under it (A). */
export const policeAgreement2016: Instrument<MessageKind> = {
  code: 'kh-vn-la-police',
  version: '2016',
  title: 'Police agreement of Cambodia, Viet Nam and the Lao PDR',
  kind: 'agreement',
  parties,
  exchange: 'cambodia-vietnam-laos',
  status: 'in_force',
  from: '2016-01-31',
  clauses: [],
  source: '1.10 [W:tri]',
};
