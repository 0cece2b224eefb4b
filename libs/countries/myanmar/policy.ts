import { usualPolicy, type Policy } from '#casework';

/**
 * What Myanmar decides by its own practice. Where it differs (youths, its shelters' three and fourteen days, the registry
 * that confirms) a datum says it; of what takes a policy, domain.md 1.3 and 2.1 to 2.4 know nothing but the usual.
 */
export const burmesePolicy: Policy = {
  ...usualPolicy,
  /** The higher authority of the official letters [S4:2468]; that it is told of what stays overdue (A). */
  authorityAbove: 'mswrr',
};
