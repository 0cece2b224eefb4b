import type { CaseFile } from './file.js';

/**
 * What a focal point has to know of a case beside its stage: that nobody knows where the person is, that the person
 * stays or has died, and what the other country said of the return. Nothing here tells why, nor of health.
 */
export const circumstances = [
  'died',
  'left',
  'stays',
  'return_declined',
  'return_counter_proposed',
  'partner_closed',
] as const;
export type Circumstance = (typeof circumstances)[number];

type Parts = Pick<CaseFile, 'repatriation' | 'whereabouts'>;

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
  const { repatriation, whereabouts } = parts;
  const found = [
    repatriation.diedAt === undefined ? undefined : ('died' as const),
    whereabouts.gone?.how,
    ofProposal(parts),
    partnerClosed ? ('partner_closed' as const) : undefined,
  ];
  return found.filter((one) => one !== undefined);
};
