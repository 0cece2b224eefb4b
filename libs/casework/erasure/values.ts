import { z } from 'zod';
import { Country } from '../words/country.js';
import { Day } from '../words/values.js';

export const erasureGrounds = ['person_request', 'retention'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/**
 * Why a country keeps what another asks it to erase (domain.md 3.1 no. 27). `in_care_here`: the person is in care there, on
 * that country's own ground; `person_wants_it_kept`: she was asked there.
 */
export const refusalGrounds = ['legal_hold', 'in_care_here', 'person_wants_it_kept'] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

/**
 * What an erasure leaves, and why. `on_the_way`: sealed records of the exchange, kept until a day, and the keys that open
 * copies of them until another. `with_the_partner`: what another country was sent. It is asked to erase it, unless contact with it has stopped, or
 * no clause lets it be asked.
 */
export const Remainder = z.strictObject({
  where: z.enum(['on_the_way', 'with_the_partner']),
  country: Country,
  until: Day.optional(),
  /** The last day on which a key may be held that opens such records. */
  keyUntil: Day.optional(),
  asked: z.enum(['asked', 'contact_stopped', 'no_clause']).optional(),
});
export type Remainder = z.infer<typeof Remainder>;
