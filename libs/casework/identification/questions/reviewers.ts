import { officesFor } from '../../coordination/questions/offices.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Finding } from '../state.js';

/** Offices that had a part in a denial: nobody reviews what they decided. */
export const denying = ({ authority, proposedBy, confirmedBy }: Finding): ReadonlySet<string> =>
  new Set([authority, proposedBy?.agency, confirmedBy?.agency].filter((agency) => agency !== undefined));

/** Who may review a denial. */
export const reviewersOf = (
  finding: Finding,
  file: Pick<CaseFile, 'coordination'>,
  context: Pick<Context, 'country' | 'facts'>,
): readonly string[] => officesFor('review_identification', file, context, denying(finding));
