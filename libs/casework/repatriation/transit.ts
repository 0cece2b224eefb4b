import type { Country } from '../words/country.js';
import type { ReturnEvent } from './heard.js';
import { takenFromUse } from './taken-from-use.js';
import type { OfficeLine, PassingLeg } from './values.js';

/** What a transit request is, as the state asked and the one that asks count it. */
export const transitStandings = ['asked', 'permitted', 'refused', 'withdrawn'] as const;
export type TransitStanding = (typeof transitStandings)[number];

/** The way through one state, as it is told of it: no point beyond its own borders. */
export interface Passage {
  /** First and last day. */
  readonly on: string;
  readonly until?: string | undefined;
  /** Where the person comes into that state, and where out of it. */
  readonly entry?: string | undefined;
  readonly exit?: string | undefined;
  readonly legs?: readonly PassingLeg[] | undefined;
  readonly escorts?: number | undefined;
  readonly contact?: OfficeLine | undefined;
  /** The reference of the journey; a permit counts for that one alone. */
  readonly journey?: string | undefined;
}

/** What one country asked of another: to let the person pass (domain.md 3.1, no. 15). */
export interface Transit extends Passage {
  /** The other country. */
  readonly country: Country;
  readonly askedBy: 'us' | 'them';
  readonly standing: TransitStanding;
  /** The message that asked; unknown where an older version recorded it. */
  readonly messageId?: string | undefined;
  readonly answerDue?: string | undefined;
  /** The message that answered. */
  readonly answer?: string | undefined;
}

type Transits = readonly Transit[];
type Request = Omit<Transit, 'standing' | 'answer'>;

/** The last day on which the person is in that state. */
export const lastDayOf = ({ on, until = on }: Pick<Passage, 'on' | 'until'>): string => until;

/** What was asked last of a country, or by it. */
export const transitOf = (
  transits: Transits,
  askedBy: Transit['askedBy'],
  country: Country,
): Transit | undefined =>
  transits.findLast((transit) => transit.askedBy === askedBy && transit.country === country);

/** A newer request replaces the older, with whatever was answered to that one. */
export const withTransit = (transits: Transits, request: Request): Transits => [
  ...transits.filter(({ askedBy, country }) => askedBy !== request.askedBy || country !== request.country),
  { ...request, standing: 'asked' },
];

interface Answer {
  /** Who answers, and who asked. */
  readonly by: Country;
  readonly to: Country;
  readonly on: string;
  /** The request that it answers, and the answer itself; unknown where an older version recorded it. */
  readonly answers?: string | undefined;
  readonly messageId?: string | undefined;
}

/** Whether an answer names this request: its message, where both are known, and its day. */
export const isAnswerTo = ({ messageId, on }: Transit, answer: Pick<Answer, 'on' | 'answers'>): boolean =>
  answer.on === on &&
  (answer.answers === undefined || messageId === undefined || answer.answers === messageId);

/** An answer counts for the request that it names; of one that was taken back it changes nothing. */
export const withAnswer = (
  transits: Transits,
  own: Country,
  answer: Answer,
  standing: 'permitted' | 'refused',
): Transits => {
  const here = answer.by === own;
  const askedBy = here ? 'them' : 'us';
  const country = here ? answer.to : answer.by;
  return transits.map((transit) =>
    transit.askedBy === askedBy &&
    transit.country === country &&
    transit.standing !== 'withdrawn' &&
    isAnswerTo(transit, answer)
      ? { ...transit, standing, answer: answer.messageId }
      : transit,
  );
};

/** Nobody is to pass as was asked: the return stopped, or goes on another journey. */
export const withoutOwn = (transits: Transits, journey?: string): Transits =>
  transits.map((transit) =>
    transit.askedBy === 'us' && (journey === undefined || transit.journey === journey)
      ? { ...transit, standing: 'withdrawn' }
      : transit,
  );

/** What becomes of requests when a message that asked or answered is named, or taken from use. */
export const transitsAfterMessage = (transits: Transits, event: ReturnEvent): Transits => {
  if (transits.length === 0) return transits;
  if (event.type === 'MessageApproved' && event.data.kind === 'TransitNotified') {
    const { to, messageId } = event.data;
    return transits.map((transit) =>
      transit.askedBy === 'us' && transit.country === to && transit.messageId === undefined
        ? { ...transit, messageId }
        : transit,
    );
  }
  const taken = takenFromUse(event);
  if (taken.length === 0) return transits;
  return transits.map((transit) => {
    const { messageId, answer, standing } = transit;
    if (messageId !== undefined && taken.includes(messageId)) return { ...transit, standing: 'withdrawn' };
    return answer !== undefined && taken.includes(answer) && standing !== 'withdrawn'
      ? { ...transit, standing: 'asked' }
      : transit;
  });
};
