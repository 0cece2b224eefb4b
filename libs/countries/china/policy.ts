import { usualPolicy, type Policy } from '#casework';

/** What China decides by its own practice. */
export const chinesePolicy: Policy = {
  ...usualPolicy,
  /** Women and children alone are recognised (domain.md 1.7, as of 2010 [W:uniap-cn]); that one without a known sex is not kept out (A). */
  findingLacks: ({ sex, child }) =>
    sex === 'male' && !child
      ? 'The law here recognises women and children alone. The man stays presumed; Civil Affairs takes him in, and his own country can identify him.'
      : undefined,
};
