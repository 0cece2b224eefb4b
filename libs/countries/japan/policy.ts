import { usualPolicy, type Policy } from '#casework';

/** What Japan decides by its own procedures: who recognises whom (domain.md 1.8). */
export const japanesePolicy: Policy = {
  ...usualPolicy,
  /** A counter, a raid or the person's own request is enough: whoever recognises hears the person (domain.md 2.0 [S4:1416-1453]); no team is asked for (A). */
  teamLacks: ({ agencies }) =>
    agencies.some(({ mandates }) => mandates.includes('identify'))
      ? undefined
      : 'Police, immigration or a Women’s Counseling Office hears the person.',
  /** Nobody here looks for a family: embassy and IOM do (domain.md 1.13), and what they say is no paper of this country (A). */
  papersFor: () => ['nationality', 'travel_document'],
  /** A Women's Counseling Office takes no men [S4:1890-1891] and sends children on [S4:1381, 1413]. */
  findingLacks: ({ agency, sex, child }) => {
    if (agency.kind !== 'social_work') return undefined;
    if (child)
      return 'A Women’s Counseling Office sends a child to the Child Guidance Center; police or immigration recognise her or him.';
    return sex === 'male'
      ? 'A Women’s Counseling Office takes no man; police or immigration recognise him.'
      : undefined;
  },
};
