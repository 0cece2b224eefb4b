import type { Agency, Shelter } from '#casework';
import { likeAShelter } from './discreet.js';

/** Everybody, families too. */
export const everyone: Shelter['admits'] = {
  sexes: ['female', 'male', 'other', 'unknown'],
  families: true,
};
export const women: Shelter['admits'] = { sexes: ['female', 'other', 'unknown'], families: false };

/** A shelter under an agency of its own. */
export const shelter = (
  code: string,
  name: string,
  kind: Shelter['kind'],
  admits: Shelter['admits'],
  capacity: number,
  source: string,
): Shelter => ({ code, name, agency: `shelter-${code}`, kind, admits, capacity, source });

/** The agency of a shelter. Neither its code nor its name says where it is, and who takes part as a shelter is kept. */
export const shelterAgency = (
  id: string,
  name: string,
  mandates: Agency['mandates'],
  source: string,
): Agency => ({
  ...{ id, name, kind: 'shelter', viewer: 'SH' },
  mandates,
  disciplines: ['social_work'],
  discreet: likeAShelter,
  source,
});

/** The name of such an agency where a country gives it none: `Place of care k7`. */
export const placeOfCare = (id: string): string => `Place of care ${id.slice('shelter-'.length)}`;
