import { dayIn, dueOn } from '../../words/calendar.js';
import type { CountryFacts, Duration } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isCountry } from '../../words/country.js';
import { refuse, type Decision } from '../../words/decision.js';
import type { Notice } from '../notices.js';

/** What can lack of a departure that the receiving side knows of and confirmed, as a P1 code. */
export const lacks = {
  notice:
    'The receiving side was not told of this journey and point. Notify the departure and wait for the confirmation.',
  day_passed: 'The notified day has passed. Notify the new day and wait for the confirmation.',
  too_early: 'The notified day is too far ahead. Wait for it, or notify the new day.',
  confirmation: 'The receiving side has not confirmed this notice. Wait for its confirmation.',
} as const;
export type NoticeLack = keyof typeof lacks;

/** A step that nobody takes by permission unless the receiving side knows of it. */
export interface Crossing {
  /** Any journey where absent. */
  readonly journeyId?: string | undefined;
  /** Any point where absent: another one than notified is an irregularity of its own. */
  readonly point?: string;
  /** When the step is taken. */
  readonly at: string;
  /** Its day where only that is known, ISO date. */
  readonly on?: string;
  /** How long before the notified day it may be taken; on that day alone where absent. */
  readonly before?: Duration;
  /** It follows the handover and may be taken after the notified day. */
  readonly after?: boolean;
}

/** The country that the travellers set out from: its day is the one that was notified. Of one without a node, the own day. */
const setOutFrom = (
  { repatriation: { side, partner } }: Pick<CaseFile, 'repatriation'>,
  context: Context,
): CountryFacts => context.facts(side === 'receiving' && isCountry(partner) ? partner : context.country);

/** The calendar day of a crossing, as both sides count it. */
export const dayOfCrossing = (file: Pick<CaseFile, 'repatriation'>, context: Context, at: string): string =>
  dayIn(setOutFrom(file, context).timeZone, at);

const lackOf = (
  notice: Notice,
  { at: instant, on, before, after }: Crossing,
  facts: CountryFacts,
): NoticeLack | undefined => {
  const at = Date.parse(instant);
  const day = on ?? dayIn(facts.timeZone, instant);
  if (notice.endedAt !== undefined && Date.parse(notice.endedAt) <= at) return 'notice';
  if (!after && day > notice.on) return 'day_passed';
  if ((before ? dueOn(instant, before, facts) : day) < notice.on) return 'too_early';
  return notice.confirmedAt === undefined || Date.parse(notice.confirmedAt) > at ? 'confirmation' : undefined;
};

/**
 * Why a step of a journey does not rest on a notice of that journey, point and day which the receiving side confirmed
 * before it was taken; undefined where it does. The same question on both sides, for permissions and for facts.
 */
export const noticeLack = (
  file: Pick<CaseFile, 'repatriation'>,
  crossing: Crossing,
  context: Context,
): NoticeLack | undefined => {
  const { journeyId, point } = crossing;
  const facts = setOutFrom(file, context);
  const found = file.repatriation.notices
    .filter((notice) => journeyId === undefined || notice.journeyId === journeyId)
    .filter((notice) => point === undefined || notice.point === point)
    .map((notice) => lackOf(notice, crossing, facts));
  return found.includes(undefined) ? undefined : (found.at(-1) ?? 'notice');
};

export const refusalForLack = (lack: NoticeLack): Decision<never> => refuse('condition_missing', lacks[lack]);
