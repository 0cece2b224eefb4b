import type { DisclosureState, OwnMessage, TheirMessage } from '../state.js';

type Known = Pick<DisclosureState, 'own' | 'theirs'>;

/** The message of ours that one of ours is about, where that went: what it corrects, or the one that it takes back. */
const about = ({ to, corrects, stops = [] }: OwnMessage, { own }: Known): OwnMessage | undefined => {
  const messageId = corrects?.messageId ?? (stops.length === 1 ? stops[0] : undefined);
  return own.find((other) => other.messageId === messageId && other.to === to && other.status === 'released');
};

const began = (message: TheirMessage, known: Known, seen: ReadonlySet<string>): string => {
  if (message.correlation !== undefined) return message.correlation;
  const question = known.own.find(
    ({ messageId, to, status }) =>
      messageId === message.answers && to === message.from && status === 'released',
  );
  return question && !seen.has(question.messageId) ? beganWith(question, known, seen) : message.messageId;
};

const beganWith = (message: OwnMessage, known: Known, seen: ReadonlySet<string>): string => {
  const passed = new Set([...seen, message.messageId]);
  const asked = known.theirs.find(
    ({ messageId, from }) => messageId === message.answers && from === message.to,
  );
  if (asked) return began(asked, known, passed);
  const earlier = about(message, known);
  return earlier && !passed.has(earlier.messageId) ? beganWith(earlier, known, passed) : message.messageId;
};

/**
 * Id of the message that began the exchange to which a message of ours belongs; its own where it begins one. It names nothing
 * but what the two countries have of each other, and is the same whenever it is asked.
 */
export const correlationOf = (message: OwnMessage, known: Known): string =>
  beganWith(message, known, new Set());

/** The same of the exchange to which a message of theirs belongs. */
export const correlationOfTheirs = (message: TheirMessage, known: Known): string =>
  began(message, known, new Set());
