import type { Context } from './context.js';
import { inForceOn, letsPass } from './instrument.js';
import { isCountry } from './country.js';
import type { State } from './states.js';
import { today } from './today.js';

/**
 * Whether an instrument in force lets messages pass between this country and another: then the other speaks for itself. One
 * that only binds both, as a convention without a channel, leaves what is done by hand.
 */
export const sharesInstrument = (other: State, context: Context): boolean =>
  isCountry(other) &&
  context.instruments.some(
    (instrument) => letsPass(instrument, context.country, other) && inForceOn(instrument, today(context)),
  );
