import { z } from 'zod';
import { consentPurposes, Country, type ConsentPurpose } from '#casework';
import { Fits } from './fits.js';

/** What is asked of a preview of what would cross. */
export class PreviewAsked {
  @Fits(Country.describe('The country to which it would go.'))
  readonly to!: Country;

  @Fits(z.enum(consentPurposes).describe('For what it would go.'))
  readonly purpose!: ConsentPurpose;

  @Fits(
    z.iso
      .date()
      .optional()
      .describe('The day for which papers for the way must be good; without it the planned one, or today.'),
  )
  readonly on?: string;

  @Fits(
    z
      .string()
      .regex(/^[a-z0-9-]{1,64}@[A-Za-z0-9.-]{1,64}$/, 'code@version of an instrument')
      .optional()
      .describe(
        'An instrument, as `code@version`: what would change if it were in force in place of others of its code.',
      ),
  )
  readonly under?: string;
}
