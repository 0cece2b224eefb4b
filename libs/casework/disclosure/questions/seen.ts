import type { MessageKind } from '../../records/catalogue.js';
import type { Country } from '../../words/country.js';
import type { DisclosureState, OwnMessage } from '../state.js';
import type { Seen } from '../values.js';

/** What was taken of a country's messages until now. */
export const seenOf = (
  { theirs, notComing }: Pick<DisclosureState, 'theirs' | 'notComing'>,
  country: Country,
): Seen => {
  const taken = new Set(
    [...theirs, ...notComing].filter(({ from }) => from === country).map(({ sequence }) => sequence),
  );
  let upTo = 0;
  while (taken.has(upTo + 1)) upTo += 1;
  const beyond = [...taken].filter((sequence) => sequence > upTo).toSorted((a, b) => a - b);
  return { upTo, ...(beyond.length > 0 ? { beyond } : {}) };
};

/**
 * Whether a message of ours and one of theirs crossed: it counts, and they decided without it. One of before that does
 * not say what its sender had taken crossed nothing, nor did a letter.
 */
export const hasCrossedWith = (
  { sequence, status, letter, receipt }: OwnMessage,
  seen: Seen | undefined,
): boolean => {
  if (seen === undefined || letter !== undefined) return false;
  if (status === 'withheld' || receipt === 'refused') return false;
  return sequence === undefined || !(sequence <= seen.upTo || (seen.beyond ?? []).includes(sequence));
};

/** Whether a message of ours of a kind and one of theirs crossed. */
export const isUnseen = (
  kind: MessageKind,
  seen: Seen | undefined,
  from: Country,
  { own }: Pick<DisclosureState, 'own'>,
): boolean =>
  own.some((message) => message.to === from && message.kind === kind && hasCrossedWith(message, seen));

/**
 * Whether a question that serves the way home was put before its sender heard from us that the person is there. What is
 * asked after that is asked anew, for somebody trafficked again.
 */
export const crossedArrival = (
  seen: Seen | undefined,
  from: Country,
  disclosure: Pick<DisclosureState, 'own'>,
): boolean => isUnseen('ArrivalReported', seen, from, disclosure);
