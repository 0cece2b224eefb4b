import type { Pause } from '../../records/duty.js';
import { kinds } from '../../records/kinds.js';
import type { Question } from '../question.js';
import type { Conversation } from '../state.js';

type Moving = NonNullable<Conversation['moving']>[number];

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);

/** Whether a pause waits for the other side, which was asked something; one that a side began by itself, that side ends. */
const waitsForOther = ({ kind }: Moving): boolean => kinds.callsForAnswer({ kind });

/** Whether a message ends a pause: that which it answers where it names one, and not before it began. */
const ends = (message: Moving, pause: Moving): boolean =>
  kinds.resumesFrom(message.kind, pause.kind) &&
  message.country === pause.country &&
  (message.by !== pause.by) === waitsForOther(pause) &&
  !isBefore(message.sentAt, pause.sentAt) &&
  (message.answers === undefined || message.answers === pause.messageId);

/**
 * The times in which the clock of a question between two countries does not run. They follow from instants that both have,
 * whichever message came first to which of them: so both read the same day. What was taken back, or not taken, pauses nothing.
 */
export const pausesOf = (
  { kind, by, country, sentAt }: Question,
  { moving = [] }: Conversation,
): readonly Pause[] =>
  moving
    .filter(
      (message) =>
        kinds.pausesClockOf(message.kind, kind) &&
        message.country === country &&
        (message.by !== by || !waitsForOther(message)) &&
        sentAt !== undefined &&
        !isBefore(message.sentAt, sentAt),
    )
    .map((pause) => {
      const [until] = moving
        .filter((message) => ends(message, pause))
        .map((message) => message.sentAt)
        .toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
      return { from: pause.sentAt, ...(until === undefined ? {} : { until }) };
    })
    .toSorted((one, other) => (isBefore(one.from, other.from) ? -1 : 1));
