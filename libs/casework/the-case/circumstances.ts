import type { CaseFile } from '../records/file.js';

/**
 * What a focal point has to know of a case beside its stage: that nobody knows where the person is, that the person
 * stays, lies in a hospital or has died, and what the other country said of the return. Nothing here tells why, nor in
 * which hospital (docs/adr/0022).
 */
export const circumstances = [
  'died',
  'left',
  'stays',
  'in_hospital',
  'return_declined',
  'return_counter_proposed',
  'partner_closed',
] as const;
export type Circumstance = (typeof circumstances)[number];

type Parts = Pick<CaseFile, 'repatriation' | 'shelter' | 'whereabouts'>;

const ofProposal = ({ repatriation: { stage, proposal } }: Parts): Circumstance | undefined => {
  if (stage !== 'proposed') return undefined;
  switch (proposal?.answer) {
    case 'declined':
      return 'return_declined';
    case 'countered':
      return 'return_counter_proposed';
    case 'open':
    case 'agreed':
    case undefined:
      return undefined;
  }
};

/** The circumstances of a case, the same in the file and in every list. */
export const circumstancesOf = (parts: Parts, partnerClosed: boolean): readonly Circumstance[] => {
  const { repatriation, shelter, whereabouts } = parts;
  const found = [
    repatriation.diedAt === undefined ? undefined : ('died' as const),
    whereabouts.gone?.how,
    shelter.stays.some(({ status }) => status === 'in_hospital') ? ('in_hospital' as const) : undefined,
    ofProposal(parts),
    partnerClosed ? ('partner_closed' as const) : undefined,
  ];
  return found.filter((one) => one !== undefined);
};
