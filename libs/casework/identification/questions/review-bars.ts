import { isExcluded } from '../../coordination/state.js';
import type { CaseFile } from '../../records/file.js';
import type { WishToGo } from '../state.js';

/** Whether the person was told in a language of their own, or through an interpreter who may take part. */
export const wasUnderstood = (
  { language, interpreter }: WishToGo,
  { coordination }: Pick<CaseFile, 'coordination'>,
): boolean =>
  interpreter === undefined
    ? language === coordination.mainLanguage
    : !isExcluded(coordination, { officialId: interpreter });

/** Whether a review of a denial is open: nobody is returned meanwhile unless, told of it, they ask to go (domain.md 2.1). */
export const reviewBars = (file: Pick<CaseFile, 'coordination' | 'identification'>): boolean =>
  file.identification.findings.some(
    ({ outcome, reviewRequested, wishToGo }) =>
      outcome === 'not_a_victim' && reviewRequested && !(wishToGo && wasUnderstood(wishToGo, file)),
  );
