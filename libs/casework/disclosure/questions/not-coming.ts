import type { Country } from '../../words/country.js';
import type { DisclosureState } from '../state.js';
import { notComingIn } from '../values.js';

/**
 * Messages of ours that went to a country, are taken back, and have no receipt: where one was lost it is not sent again,
 * and what follows shall not wait for it.
 */
export const lostAmong = (
  takenBack: readonly string[],
  to: Country,
  { own }: Pick<DisclosureState, 'own'>,
): readonly number[] =>
  own
    .filter((message) => message.to === to && takenBack.includes(message.messageId))
    .flatMap(({ sequence, letter, receipt }) =>
      sequence === undefined || letter !== undefined || receipt ? [] : [sequence],
    );

/** Messages of ours to a country that say of a number that it may not come. */
const saying = ({ own }: Pick<DisclosureState, 'own'>, to: Country, sequence: number | undefined) =>
  sequence === undefined
    ? []
    : own.filter((message) => message.to === to && notComingIn(message.payload ?? {}).includes(sequence));

/** Whether a message of ours of some number was said not to come, so that a later receipt says nothing of it. */
export const isGivenUp = (
  disclosure: Pick<DisclosureState, 'own'>,
  to: Country,
  sequence: number | undefined,
): boolean => saying(disclosure, to, sequence).some(({ status }) => status === 'released');

/** Whether it was or will be said of a message of ours that it may not come. */
export const isSaidNotToCome = (
  disclosure: Pick<DisclosureState, 'own'>,
  { to, sequence }: { readonly to: Country; readonly sequence?: number },
): boolean =>
  saying(disclosure, to, sequence).some(
    ({ status, receipt }) => status !== 'withheld' && receipt !== 'refused',
  );
