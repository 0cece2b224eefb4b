import { addDays, dayIn } from '../../words/calendar.js';
import { isUntold } from '../../conversation/questions/awaited.js';
import { wasStopped } from '../../disclosure/questions/overtaking.js';
import { contactBarred } from '../../protection/questions/barred.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { refuse, type Decision } from '../../words/decision.js';
import { standingNotice } from '../notices.js';
import { lastDayOf, transitOf, type Transit } from '../transit.js';
import type { Leg } from '../values.js';

/** What can lack of the permit of a state on the way, as a P1 code. */
export const transitLacks = {
  not_asked:
    'A state on the way was not asked to let the person pass, or the request was taken back. Ask it.',
  not_answered: 'A state on the way has not answered. Wait for its permit.',
  refused: 'A state on the way does not let the person pass. Plan another way, or ask it again.',
  other_journey: 'The permit of a state on the way is for another journey. Ask it for this one.',
  other_day: 'The permit of a state on the way is for other days. Ask it for these.',
} as const;
export type TransitLack = keyof typeof transitLacks;

export const refusalForTransit = (lack: TransitLack): Decision<never> =>
  refuse('condition_missing', transitLacks[lack]);

/** A step that nobody takes by permission through a state that has not permitted it. */
export interface Passing {
  readonly journeyId?: string | undefined;
  /** The person is in that state no earlier and no later, ISO dates. */
  readonly from: string;
  readonly to: string;
}

type Asking = Pick<CaseFile, 'repatriation' | 'disclosure' | 'protection' | 'contact'>;

/** Third states that legs run through. */
export const statesOnTheWay = (
  legs: readonly Pick<Leg, 'in'>[],
  { repatriation: { partner } }: Pick<CaseFile, 'repatriation'>,
  own: Country,
): readonly Country[] => [
  ...new Set(
    legs.flatMap(({ in: country }) => (country && country !== own && country !== partner ? [country] : [])),
  ),
];

/**
 * States that were asked to let the person pass. One that was asked for this journey and is not any more, for whatever
 * reason, still lies on the way as long as not every leg says in which country it runs.
 */
const statesAsked = (
  { repatriation }: Pick<CaseFile, 'repatriation'>,
  { journeyId, legs }: { readonly journeyId: string; readonly legs: readonly Pick<Leg, 'in'>[] },
): readonly Country[] => {
  const open = legs.length === 0 || legs.some((leg) => leg.in === undefined);
  return repatriation.transit
    .filter(
      ({ askedBy, standing, journey = journeyId }) =>
        askedBy === 'us' && (standing !== 'withdrawn' || (open && journey === journeyId)),
    )
    .map(({ country }) => country);
};

/** Whether a request still counts where it went: nobody there is feared, and it was neither refused nor taken back. */
const isInUse = ({ country, messageId }: Transit, file: Asking): boolean =>
  !contactBarred(file, country) &&
  !isUntold(file, (message) => message.messageId === messageId) &&
  !file.disclosure.own.some((message) => message.messageId === messageId && wasStopped(message, file));

/** Why a person may not pass a state on that journey in those days; undefined where its permit covers them. */
export const transitLack = (country: Country, file: Asking, passing: Passing): TransitLack | undefined => {
  const asked = transitOf(file.repatriation.transit, 'us', country);
  if (!asked || asked.standing === 'withdrawn' || !isInUse(asked, file)) return 'not_asked';
  if (asked.standing === 'refused') return 'refused';
  if (asked.standing === 'asked') return 'not_answered';
  const { journey, on } = asked;
  if (journey !== undefined && passing.journeyId !== undefined && journey !== passing.journeyId)
    return 'other_journey';
  return on > passing.to || lastDayOf(asked) < passing.from ? 'other_day' : undefined;
};

const firstLack = (states: readonly Country[], file: Asking, passing: Passing): TransitLack | undefined =>
  states.map((country) => transitLack(country, file, passing)).find((lack) => lack !== undefined);

/** What a departure lacks that is notified for a day: the way there may be travelled in the days before it. */
export const departureLacksTransit = (
  file: Asking,
  { journeyId, on }: { readonly journeyId: string; readonly on: string },
  context: Context,
): TransitLack | undefined => {
  const { legs = [] } = file.repatriation;
  const { timeZone } = context.facts(context.country);
  const today = dayIn(timeZone, context.now);
  const earliest = addDays(on, -context.policy.leadOf(Math.max(legs.length, 1)).days);
  const states = [...statesOnTheWay(legs, file, context.country), ...statesAsked(file, { journeyId, legs })];
  return firstLack(states, file, { journeyId, from: earliest > today ? earliest : today, to: on });
};

/** The last day of the way: as it was notified, where that still lies ahead. */
const lastDay = ({ repatriation }: Asking, journeyId: string, today: string): string => {
  const notice = standingNotice(repatriation.notices);
  return notice?.journeyId === journeyId && notice.on >= today ? notice.on : '9999-12-31';
};

/**
 * What a leg lacks that starts now, or, where `leg` is the number of legs or of one not started, the handover: the permit of
 * the state that it runs in, for today; of those that follow, for a day from today to the last; and of a state that was
 * asked and that no leg names, for a day of the journey, as long as a leg from here on does not say where it runs.
 */
export const legLacksTransit = (
  file: Asking,
  {
    journeyId,
    legs,
    leg,
  }: { readonly journeyId: string; readonly legs: readonly Leg[]; readonly leg: number },
  context: Context,
): TransitLack | undefined => {
  const { country: own, now: instant } = context;
  const { timeZone } = context.facts(own);
  const today = dayIn(timeZone, instant);
  const to = lastDay(file, journeyId, today);
  const [now, ...later] = legs.slice(leg);
  const named = statesOnTheWay(legs, file, own);
  const unnamed = statesAsked(file, { journeyId, legs }).filter((country) => !named.includes(country));
  const mayCrossThem = leg === 0 || legs.slice(leg).some((one) => one.in === undefined);
  const { departedAt } = file.repatriation;
  const since = departedAt === undefined ? today : dayIn(timeZone, departedAt);
  return (
    firstLack(statesOnTheWay(now ? [now] : [], file, own), file, { journeyId, from: today, to: today }) ??
    firstLack(statesOnTheWay(later, file, own), file, { journeyId, from: today, to }) ??
    firstLack(mayCrossThem ? unnamed : [], file, { journeyId, from: since < today ? since : today, to })
  );
};
