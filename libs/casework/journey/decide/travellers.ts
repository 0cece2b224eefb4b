import { isExcluded } from '../../coordination/state.js';
import type { Duration } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { type Decision, notPossibleNow, refuse } from '../../words/decision.js';
import { conditionsOfReturn, refusalFor } from '../../repatriation/questions/conditions.js';
import { noticeLack, refusalForLack } from '../../repatriation/questions/confirmed.js';
import { legLacksTransit, refusalForTransit } from '../../repatriation/questions/transit.js';
import { decidedStage, isSuspended } from '../../repatriation/state.js';
import type { Journey } from '../state.js';

/** A leg that is to start, and how long before the notified day it may; on that day alone where it is the handover. */
interface Setting {
  readonly leg: number;
  readonly before?: Duration;
}

/** Why a person may not travel now, in the words of the case; undefined for one who may. */
const obstacle = (
  file: CaseFile | undefined,
  journey: Journey,
  context: Context,
  { leg, before }: Setting,
): Decision<never> | undefined => {
  if (!file || file.revision < 0 || file.erasure.erased) return notPossibleNow();
  const { side, stage, partner } = file.repatriation;
  const { journeyId, point } = journey;
  const { legs } = journey;
  const unpermitted = legLacksTransit(file, { journeyId, legs, leg }, context);
  if (journey.side === 'receiving') {
    if (stage === 'cancelled' || stage === 'ended' || isSuspended(file.repatriation))
      return refuse('wrong_state', 'The return of this person was stopped.');
    return unpermitted && refusalForTransit(unpermitted);
  }
  if (!partner || side !== 'sending' || partner !== journey.to)
    return refuse('wrong_state', 'No return of this person to that country is proposed.');
  const lacking = refusalFor(conditionsOfReturn(file, partner, context));
  // Why it was suspended may follow from a bar: then neither is told.
  if (isSuspended(file.repatriation)) return lacking;
  if (decidedStage(file.repatriation) !== 'scheduled')
    return refuse('wrong_state', 'The departure of this person is not authorised. Notify it first.');
  const crossing = { journeyId, ...(point ? { point } : {}), at: context.now, ...(before ? { before } : {}) };
  const lack = noticeLack(file, crossing, context);
  // Last: what everyone may know is told first, so that no bar shows by what was not told.
  if (lack !== undefined) return refusalForLack(lack);
  return unpermitted === undefined ? lacking : refusalForTransit(unpermitted);
};

export interface Muster {
  readonly ready: readonly string[];
  readonly staying: readonly string[];
  /** Where nobody is ready: the one refusal for all. A reason that must not be known makes it neutral. */
  readonly refusal?: Decision<never>;
}

/**
 * Asks all conditions of all travellers again, and whether the receiving side confirmed that it knows of this journey,
 * point and day, and the states on the way that they let the person pass; parts those who go on from those who stay. `step` is
 * the leg that is to start, or the first that did not where the handover is to be permitted. Whoever is excluded from the case of one of them decides nothing for
 * any.
 */
export const muster = (
  journey: Journey,
  context: Context,
  travellers: ReadonlyMap<string, CaseFile>,
  step: Setting,
): Muster => {
  const { agency, id: officialId } = context.actor;
  const kept = journey.travellers.some((caseId) => {
    const file = travellers.get(caseId);
    return file !== undefined && isExcluded(file.coordination, { agency, officialId });
  });
  if (kept) return { ready: [], staying: [], refusal: notPossibleNow() };
  const answers = journey.travellers.map((caseId) => ({
    caseId,
    refused: obstacle(travellers.get(caseId), journey, context, step),
  }));
  const ready = answers.filter(({ refused }) => !refused).map(({ caseId }) => caseId);
  const staying = answers.filter(({ refused }) => refused).map(({ caseId }) => caseId);
  if (ready.length > 0) return { ready, staying };
  const refusals = answers.flatMap(({ refused }) => (refused ? [refused] : []));
  const [first = refuse('wrong_state', 'Nobody is on this journey.')] = refusals;
  const vital = refusals.some(({ refusal }) => refusal?.dataClass === 'P4');
  const hidden = refusals.find(({ refusal }) => refusal?.dataClass !== 'P1');
  return { ready, staying, refusal: vital ? notPossibleNow() : (hidden ?? first) };
};
