import type { ReturnEvent } from './heard.js';
import { standingNotice } from './notices.js';
import { hasEnded, noRepatriation, type RepatriationState } from './progress.js';

/** What is prepared for another return once one has ended, before anybody agreed to it. */
const preparing: ReadonlySet<string> = new Set([
  'ReturnCounsellingHeld',
  'RiskAssessed',
  'RiskLearned',
  'RiskMeasuresConfirmed',
  'BestInterestsDetermined',
  'FitToTravelCertified',
  'JourneyJoined',
  'JourneyLeft',
]);

/** Whether something that is typed after a return ended happened before: it belongs to that one. */
const isOfTheEnded = ({ meta }: ReturnEvent, { arrivedAt }: RepatriationState): boolean =>
  arrivedAt !== undefined && Date.parse(meta.occurredAt) < Date.parse(arrivedAt);

/** With what another return begins after one has ended: the person's word on it, or the plan of one. */
const begins = ({ type }: ReturnEvent, { counselled }: RepatriationState): boolean =>
  type === 'ReturnConsentGiven' ||
  type === 'RepatriationProposed' ||
  type === 'RepatriationProposalReceived' ||
  type === 'ReturnArranged' ||
  type === 'ReturnExpected' ||
  (type === 'ReturnRefused' && counselled);

/** Nothing of the return that ended counts for the next but who the two countries are. */
const nextAfter = ({ side, partner }: RepatriationState, endedAt: string): RepatriationState => ({
  ...noRepatriation,
  ...(side ? { side } : {}),
  ...(partner ? { partner } : {}),
  since: endedAt,
});

/** Whether the other side tells of a way that this return has not begun: news of the one before. */
const isOfOneBefore = (state: RepatriationState, { type }: ReturnEvent): boolean =>
  state.since !== undefined &&
  (type === 'HandoverLearned' || type === 'ArrivalLearned') &&
  standingNotice(state.notices) === undefined &&
  state.departedAt === undefined &&
  state.signed.length === 0;

type Evolve = (state: RepatriationState, event: ReturnEvent) => RepatriationState;

const withoutNext = ({ next: _next, ...state }: RepatriationState): RepatriationState => state;

/**
 * A return has a beginning and an end. Whoever went home and was trafficked again can go home again: what is agreed to or
 * proposed after the end begins the next return. Death alone is final.
 */
export const oneReturnAfterAnother =
  (evolve: Evolve): Evolve =>
  (state, event) => {
    if (isOfOneBefore(state, event)) return state;
    const { next } = state;
    const late = next !== undefined && event.type !== 'ReturnConsentGiven' && isOfTheEnded(event, state);
    if (next && !late && begins(event, next))
      return evolve({ ...next, begunAt: event.meta.recordedAt }, event);
    const after = evolve(state, event);
    const now = after.diedAt === undefined ? after : { ...after, stage: 'ended' as const };
    if (now.stage === 'ended') return withoutNext(now);
    if (next) return preparing.has(event.type) && !late ? { ...now, next: evolve(next, event) } : now;
    return hasEnded(now) ? { ...now, next: nextAfter(now, event.meta.recordedAt) } : now;
  };
