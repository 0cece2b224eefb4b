import { usualPolicy, type Agency, type Policy } from '#casework';
import { proofsOfStatus } from './proofs.js';

const { police, rescuer, court, abroad } = proofsOfStatus;

/** Which offices give which paper, and how the person who reads a refusal finds another (domain.md 1.6 [W:vn28]). */
const givers: Readonly<Record<string, { readonly is: (agency: Agency) => boolean; readonly who: string }>> = {
  [police]: { is: ({ kind }) => kind === 'registry', who: 'the district police' },
  [rescuer]: {
    is: ({ kind }) => kind === 'authority' || kind === 'embassy',
    who: 'the body that rescued the person',
  },
  [court]: {
    is: ({ mandates }) => mandates.includes('proceedings'),
    who: 'investigators, the procuracy or a court',
  },
};

/** What Viet Nam decides by its own law: each of the four papers proves the status, and by whom it is given. */
export const vietnamesePolicy: Policy = {
  ...usualPolicy,
  /** A paper that another body gave is no finding to hear the person for again; the district police find out themselves (A). */
  needsInterview: (legalBasis) => legalBasis !== rescuer && legalBasis !== court,
  findingLacks: ({ legalBasis, agency }) => {
    const giver = givers[legalBasis];
    if (legalBasis === abroad) return 'A foreign certificate is recognised as a status given abroad.';
    return giver === undefined || giver.is(agency) ? undefined : `This paper is given by ${giver.who}.`;
  },
  /** Of a status given abroad only the paper that a consulate legalised counts, and it counts without another interview. */
  recognises: ({ legalBasis }) => legalBasis === abroad,
  /** The Immigration Department asks the local police (domain.md 2.0 [W:uniap-vn]). */
  stepsToConfirm: ['handed_on'],
};
