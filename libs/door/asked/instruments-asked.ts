import { Country } from '#casework';
import { Fits } from './fits.js';

/** What is asked of the register of instruments. */
export class InstrumentsAsked {
  @Fits(Country.optional().describe('Only those to which this country is a party too.'))
  readonly with?: Country;
}
