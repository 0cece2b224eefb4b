import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Exclusion } from '../state.js';
import { officesOf } from './known-exclusion.js';

/**
 * Whether an office may sign that an exclusion ends: not one that is excluded, nor a colleague of who is; where it is not
 * known whose colleague, the focal point alone.
 */
export const maySecond = (
  agency: string,
  exclusion: Exclusion,
  file: Pick<CaseFile, 'history'>,
  context: Pick<Context, 'country' | 'facts'>,
): boolean => {
  if (exclusion.country !== undefined) return true;
  const offices = officesOf(exclusion, file);
  return offices.size === 0 ? agency === context.facts(context.country).focalPoint : !offices.has(agency);
};
