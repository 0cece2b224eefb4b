import type { NewCaseEvent } from '../../records/catalogue.js';
import { disclose } from '../../crossing/disclose.js';
import { recallKind } from '../../crossing/recall.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { State } from '../../words/states.js';
import { isOlderNews } from '../../whereabouts/state.js';
import { isUnderWay } from '../state.js';
import type { StopReason } from '../values.js';
import { withdrawTransits } from './transit.js';

/** The journey that a case is on, as a field of an event that takes the person off it. */
export const onJourney = ({ repatriation: { journeyId } }: CaseFile): { journeyId?: string } =>
  journeyId === undefined ? {} : { journeyId };

/** Takes the person off the journey of a plan or notice that a newer one replaces. */
export const offReplacedJourney = (
  { repatriation: { journeyId } }: CaseFile,
  next: string | undefined,
): NewCaseEvent[] =>
  journeyId === undefined || journeyId === next
    ? []
    : [{ type: 'JourneyLeft', data: { journeyId, replaced: true } }];

export const at = (occurredAt: string | undefined): { occurredAt?: string } =>
  occurredAt === undefined ? {} : { occurredAt };

/**
 * Ends a return that is under way, tells the other side so (message 23) and calls back the line of the manifest. The
 * other side learns that it stops and nothing else, a state on the way that nobody passes. Nothing happens where no return is under way. A decision of now,
 * whenever what led to it happened.
 */
export const stopReturn = (file: CaseFile, context: Context, reason: StopReason): NewCaseEvent[] => {
  const { partner, proposal } = file.repatriation;
  if (!isUnderWay(file.repatriation)) return [];
  const by = context.country;
  const cancelled: NewCaseEvent = {
    type: 'RepatriationCancelled',
    data: { by, reason, ...onJourney(file) },
  };
  const passing = withdrawTransits(file, context);
  if (!partner || proposal?.byHand) return [cancelled, ...passing];
  return [
    cancelled,
    disclose(file, context, { kind: 'ReturnCancelled', to: partner, payload: { reason } }).event,
    ...recallKind('DepartureNotified', partner, file, context),
    ...passing,
  ];
};

/** Whether the person agreed to return after a day to which a fact is dated back: then the fact is older news. */
export const saidSince = ({ repatriation: { consent } }: CaseFile, occurredAt: string | undefined): boolean =>
  occurredAt !== undefined && consent?.status === 'given' && Date.parse(occurredAt) < Date.parse(consent.at);

/** The return ends where the person stays or left, unless that is older news. */
export const stopForWhoIsAway = (
  how: 'stays' | 'left',
  file: CaseFile,
  context: Context,
  occurredAt: string | undefined,
): NewCaseEvent[] =>
  isOlderNews(file.whereabouts, how, occurredAt) ? [] : stopReturn(file, context, 'circumstances');

/** Whether somebody is expected home in this country from one that tells it nothing. */
const isExpectedHome = (country: State, { repatriation }: CaseFile, context: Context): boolean =>
  country === context.country &&
  repatriation.side === 'receiving' &&
  repatriation.proposal?.byHand === true &&
  isUnderWay(repatriation);

/** Whether a return is under way that leads to a state or through it. */
export const leadsTo = (country: State, file: CaseFile, context: Context): boolean =>
  isUnderWay(file.repatriation) &&
  (isExpectedHome(country, file, context) ||
    file.repatriation.partner === country ||
    file.repatriation.transit.some((asked) => asked.country === country) ||
    file.repatriation.legs?.some((leg) => leg.in === country) === true);

/**
 * Ends a return to a state. That state hears it with the stop of all contact alone; the others are told as ever. One that
 * leads through it goes on by another way: none through that state is permitted any more.
 */
export const stopReturnTo = (country: State, file: CaseFile, context: Context): NewCaseEvent[] => {
  if (file.repatriation.partner !== country && !isExpectedHome(country, file, context)) return [];
  return stopReturn(file, context, 'circumstances').filter(
    ({ data }) => !('to' in data) || data.to !== country,
  );
};

/** Stops for now; the other side is told either way, for a stop must not fail. */
export const suspend = (
  file: CaseFile,
  context: Context,
  how: { readonly reason: StopReason; readonly until?: string | undefined },
): NewCaseEvent[] => {
  const { partner, proposal } = file.repatriation;
  const told = { reason: how.reason, ...(how.until === undefined ? {} : { until: how.until }) };
  return [
    { type: 'RepatriationSuspended', data: { by: context.country, ...told, ...onJourney(file) } },
    ...(partner && !proposal?.byHand
      ? [disclose(file, context, { kind: 'ReturnSuspended', to: partner, payload: told }).event]
      : []),
    ...withdrawTransits(file, context),
  ];
};
