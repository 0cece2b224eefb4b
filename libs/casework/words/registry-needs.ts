import type { Place, SentRelative } from './person.js';

/*
 * Of origin and family a question of nationality carries the place down to the village and the parents' names, for a
 * registry cannot find a person otherwise (domain.md 4.5): no other relatives, no telephones, ages, houses and landmarks.
 */

/** Whose names a registry is asked with. */
export const isParent = (relation: unknown): boolean => relation === 'mother' || relation === 'father';

/** A place as far as the village. */
export const toTheVillage = <P extends Place | undefined>(place: P): P => {
  if (place === undefined) return place;
  const { houseNumber: _house, landmark: _landmark, ...village } = place;
  return village as P;
};

/** The parents among some relatives, by their names alone. */
export const parents = (relatives: readonly SentRelative[]): SentRelative[] =>
  relatives
    .filter(({ relation, name }) => isParent(relation) && name !== undefined)
    .map(({ relation, name, source }) => ({ relation, name, ...(source ? { source } : {}) }));
