import { id } from './happened.js';

/** The data of a NameClaimed. */
export const nameClaim = (word: string) => ({
  claimId: id(word),
  source: 'person' as const,
  confidence: 'high' as const,
  name: { text: 'Marker', script: 'Latn' as const, kind: 'legal' as const },
});
