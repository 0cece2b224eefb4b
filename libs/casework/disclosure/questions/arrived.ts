import { isStop } from '../../records/kinds.js';
import type { Country } from '../../words/country.js';
import { releasedMessage, releasedTo, type DisclosureState } from '../state.js';
import { notComingIn } from '../values.js';

/** Whether a message of ours of some number was said not to come, so that a later receipt says nothing of it. */
const isGivenUp = (
  { own }: Pick<DisclosureState, 'own'>,
  to: Country,
  sequence: number | undefined,
): boolean =>
  sequence !== undefined &&
  own.some(
    (message) =>
      message.to === to &&
      message.status === 'released' &&
      notComingIn(message.payload ?? {}).includes(sequence),
  );

/**
 * Whether a message of ours surely reached its country: it has its receipt, or a later one of the same case has, which is
 * taken after it and never before. A stop overtakes, and says nothing of what went before it; nor does a letter.
 */
export const hasArrived = (state: DisclosureState, messageId: string): boolean => {
  const message = releasedMessage(state, messageId);
  const givenUp = message !== undefined && isGivenUp(state, message.to, message.sequence);
  return (
    message !== undefined &&
    releasedTo(state, message.to).some(
      ({ messageId: other, kind, letter = message.letter, receipt, sequence = 0 }) =>
        receipt !== undefined &&
        (other === messageId ||
          (letter === undefined && !isStop(kind) && sequence >= (message.sequence ?? 0) && !givenUp)),
    )
  );
};
