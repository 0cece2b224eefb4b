import type { z } from 'zod';

/**
 * What a text names that this version of the node does not know, though it is in order otherwise. Its sender may run a later
 * version: after an upgrade the letter can be taken again.
 */
export type NotKnown =
  'unknown_field' | 'unknown_state' | 'unknown_script' | 'unknown_word' | 'unknown_purpose' | 'unknown_group';

const state = /^[A-Z]{2}$/;
const word = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Of a list that was closed when this version was built. */
const beyond = ({ path, input }: z.core.$ZodIssue): NotKnown | undefined => {
  if (path[0] === 'purpose') return 'unknown_purpose';
  if (path[0] === 'groups') return 'unknown_group';
  if (typeof input !== 'string') return undefined;
  if (state.test(input)) return 'unknown_state';
  return word.test(input) ? 'unknown_word' : undefined;
};

const reasonOf = (issue: z.core.$ZodIssue): NotKnown | undefined => {
  if (issue.code === 'unrecognized_keys') return 'unknown_field';
  if (issue.code === 'invalid_value') return beyond(issue);
  if (issue.code !== 'custom') return undefined;
  const unlisted: unknown = issue.params?.['unlisted'];
  return unlisted === 'state' ? 'unknown_state' : unlisted === 'script' ? 'unknown_script' : undefined;
};

/** Why a schema does not take what came: what it does not know, or undefined where anything else is wrong with it. */
export const notKnown = (error: z.core.$ZodError): NotKnown | undefined => {
  const reasons = error.issues.map(reasonOf);
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
};
