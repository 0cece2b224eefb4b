import type { State } from '../words/states.js';
import { withoutOwn } from './transit.js';
import { decidedStage, travelledOn, type Proposal, type RepatriationState, type Stage } from './progress.js';
import type { Side } from './values.js';

/** The plan of one who does not travel with the others of a journey any more. */
const withoutGroup = (proposal: Proposal, journeyId: string): Proposal => {
  const { group, ...alone } = proposal;
  return group === journeyId ? alone : proposal;
};

/** Off the journey, and not on the way any more: the return stands where it stood before the person set out. */
export const offJourney = (state: RepatriationState, left: string): RepatriationState => {
  if (state.journeyId !== left) return state;
  const { journeyId: _journeyId, legs: _legs, departedAt: _departedAt, proposal, ...rest } = state;
  return {
    ...rest,
    transit: withoutOwn(state.transit, left),
    stage: decidedStage(state),
    ...(proposal ? { proposal: withoutGroup(proposal, left) } : {}),
  };
};

/** Forgets the steps of an earlier journey once there is one of another. */
export const onJourney = (state: RepatriationState, journeyId: string): RepatriationState => {
  const { leg: _leg, legCompleted: _legCompleted, departedAt: _departedAt, ...rest } = state;
  return { ...rest, ...travelledOn(state, journeyId), travelledWith: journeyId };
};

export const setOut = (state: RepatriationState, journeyId: string, at: string): RepatriationState => ({
  ...onJourney(state, journeyId),
  stage: 'in_transit',
  setOutFrom: decidedStage(state),
  departedAt: at,
});

/** Who is on the way stays on it when the departure is authorised again, for another day. */
export const authorised = (state: RepatriationState): RepatriationState =>
  state.stage === 'in_transit' ? { ...state, setOutFrom: 'scheduled' } : { ...state, stage: 'scheduled' };

/** The approval fell: whoever is on the way set out on a return that is only proposed now. */
export const unapproved = (state: RepatriationState): RepatriationState => {
  const { stage, setOutFrom } = state;
  const proposed = (reached: Stage): Stage =>
    reached === 'approved' || reached === 'scheduled' ? 'proposed' : reached;
  return {
    ...state,
    signatures: [],
    stage: proposed(stage),
    ...(setOutFrom === undefined ? {} : { setOutFrom: proposed(setOutFrom) }),
  };
};

/** Whether a side signed the handover of a journey; of an unknown one where the record does not name it. */
export const hasSigned = (
  { signed, signedFor }: RepatriationState,
  side: Side,
  journeyId: string | undefined,
): boolean =>
  signed.includes(side) &&
  (journeyId === undefined || signedFor[side] === undefined || signedFor[side] === journeyId);

/** A side that signs for another journey than before signs a second handover: the first came to nothing. */
export const withSignature = (
  state: RepatriationState,
  side: Side,
  journeyId: string | undefined,
): RepatriationState => {
  const before = state.signed.includes(side) && !hasSigned(state, side, journeyId) ? [] : state.signed;
  const signed = before.includes(side) ? before : [...before, side];
  return {
    ...state,
    signed,
    signedFor: journeyId === undefined ? state.signedFor : { ...state.signedFor, [side]: journeyId },
    stage: signed.length === 2 && state.stage !== 'received' ? 'handed_over' : state.stage,
  };
};

/** Whether another country speaks of the return that this case knows, from the other side of it. */
export const isOfThisReturn = (
  { side, partner }: RepatriationState,
  { by, side: theirs }: { readonly by?: State | undefined; readonly side: Side },
): boolean => side !== undefined && side !== theirs && (by === undefined || by === partner);

/** A handover that the other side signed; where no return is known, it makes one known. */
export const withTheirSignature = (
  state: RepatriationState,
  record: { readonly side: Side; readonly by?: State | undefined; readonly journeyId?: string | undefined },
): RepatriationState => {
  const { side, by, journeyId } = record;
  if (state.side !== undefined)
    return isOfThisReturn(state, record) ? withSignature(state, side, journeyId) : state;
  const other = side === 'sending' ? 'receiving' : 'sending';
  return withSignature({ ...state, side: other, ...(by ? { partner: by } : {}) }, side, journeyId);
};
