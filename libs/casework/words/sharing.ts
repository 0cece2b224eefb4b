import type { Context } from './context.js';
import { refuse, type Decision } from './decision.js';
import { inForceOn, isSuspendedOn, letsPass } from './instrument.js';
import { isCountry } from './country.js';
import type { State } from './states.js';
import { today } from './today.js';

/**
 * Whether an instrument in force lets messages pass between this country and another, and something carries them: then the
 * other speaks for itself. One that only binds both, as a convention without a channel, leaves what is done by hand. One that is
 * suspended does not: what may not go by message goes by no other way.
 */
export const sharesInstrument = (other: State, context: Context): boolean =>
  isCountry(other) &&
  context.channelTo(other) !== 'none' &&
  context.instruments.some(
    (instrument) =>
      letsPass(instrument, context.country, other) &&
      (inForceOn(instrument, today(context)) || isSuspendedOn(instrument, today(context))),
  );

/** Code of the channel over which a country is reached that shares no instrument: of the facts, or the embassy (domain.md 1.10). */
export const channelByHand = (other: State, { country, facts }: Context): string =>
  facts(country).channels.find(
    ({ with: partners, relay }) => isCountry(other) && partners.includes(other) && relay === undefined,
  )?.code ?? 'embassy';

/** Why nothing is done by hand with a country: it is the own one, or speaks for itself. */
export const notByHand = (other: State, context: Context): Decision<never> | undefined => {
  if (other === context.country) return refuse('wrong_state', 'The other country must not be your own.');
  return sharesInstrument(other, context)
    ? refuse(
        'wrong_state',
        'An instrument in force lets messages pass with that country: deal with it by message.',
      )
    : undefined;
};
