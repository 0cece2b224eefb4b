import { z } from 'zod';
import { Country } from '../words/country.js';

/** A message that calls for an answer. */
export const Question = z.strictObject({
  messageId: z.string(),
  kind: z.string(),
  by: z.enum(['us', 'them']),
  country: Country,
  /** When it went or came; none while it may still go. */
  since: z.string().nullable(),
  /** When its sender let it go: both countries have that instant. */
  sentAt: z.string().optional(),
  due: z.string().nullable(),
  /** A day that was counted up to it stands outside the table of days off: it may be later. */
  dueOutsideTable: z.boolean().optional(),
  /** The version of the table of days off by which it was counted. */
  calendar: z.string().optional(),
  /** Messages that answered it and still count. */
  answers: z.array(z.string()),
  /** No answer can come any more: taken back, refused, replaced, or the return that it was about is over. */
  over: z.boolean(),
  /** The partner closed its case: none of us answers the other until it opens the case again. */
  closedThere: z.boolean(),
  /** The partner was told that our case is closed: the same, until it is notified or asked again. */
  toldClosed: z.boolean().optional(),
  /** The person came home: what served the way there needs no answer any more. */
  atHome: z.boolean().optional(),
});
export type Question = z.infer<typeof Question>;

/** Whether an answer to a question can still come, or is still owed. */
export const isOpen = ({ answers, over, closedThere, toldClosed, atHome }: Question): boolean =>
  !over && !closedThere && toldClosed !== true && atHome !== true && answers.length === 0;

/** What stands of a question that another country put to us, the work on it aside. */
export const standings = ['open', 'closed', 'stopped'] as const;
export type QuestionStanding = (typeof standings)[number];

/**
 * `stopped`: taken back, replaced, or ended with the person, and nothing of it may be used. `closed`: its case is closed,
 * here or over there, and the question comes back when that case is opened again; or the person came home.
 */
export const standingOf = (question: Question | undefined, closedHere: boolean): QuestionStanding => {
  if (question === undefined || question.over) return 'stopped';
  const ended = question.closedThere || question.toldClosed === true || question.atHome === true;
  return closedHere || ended ? 'closed' : 'open';
};
