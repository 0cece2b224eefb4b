import type { Context } from './context.js';
import { inForceOn } from './instrument.js';
import type { State } from './states.js';
import { today } from './today.js';

/** Whether an instrument in force binds this country and another: then the other speaks for itself, by message. */
export const sharesInstrument = (other: State, context: Context): boolean =>
  context.instruments.some(
    (instrument) =>
      instrument.parties.includes(context.country) &&
      instrument.parties.some((party) => party === other) &&
      inForceOn(instrument, today(context)),
  );
