import type { Country } from '../words/country.js';
import type { State } from '../words/states.js';
import type { Signature } from '../words/signature.js';
import { standingNotice, type Notice } from './notices.js';
import type { Transit } from './transit.js';
import type { Leg, SharedRisk, Side } from './values.js';

export interface Proposal {
  readonly proposalId: string;
  /** The other country: receiving for the sending side, sending for the receiving one. */
  readonly partner: State;
  readonly point: string;
  readonly plannedOn: string;
  readonly group?: string | undefined;
  readonly escorts: number;
  readonly answer: 'open' | 'agreed' | 'countered' | 'declined';
  /** The message that it went or came with; unknown where an older version recorded it. */
  readonly messageId?: string | undefined;
  /** With a country that no instrument binds: no message goes or comes. */
  readonly byHand?: true;
  readonly counter?: { readonly point: string; readonly plannedOn: string };
}

export interface ReturnConsent {
  readonly givenBy: 'person' | 'guardian_with_assent';
  readonly guardianId?: string | undefined;
  /** Through whom the person was counselled before giving it. */
  readonly interpreter?: string | undefined;
  /** When it was given, as recorded; when it was withdrawn or refused, as it happened. */
  readonly at: string;
  readonly status: 'given' | 'withdrawn' | 'refused';
}

export interface RiskOfReturn {
  readonly assessmentId: string;
  readonly by: Country;
  /** Absent where it cannot be read: then it counts as high. */
  readonly assessment?: SharedRisk | undefined;
  /** When the assessment was made. */
  readonly assessedAt: string;
}

/** Stages of domain.md 2.4; `ended` is death alone: who stays or left may still want to go home. */
export const stages = [
  'none',
  'proposed',
  'approved',
  'scheduled',
  'in_transit',
  'handed_over',
  'received',
  'refused',
  'cancelled',
  'ended',
] as const;
export type Stage = (typeof stages)[number];

export interface RepatriationState {
  readonly stage: Stage;
  /** The person agreed to go home after the return was cancelled: another can be proposed. */
  readonly agreedAnew?: boolean;
  readonly side?: Side;
  /** The other country in this return. */
  readonly partner?: State;
  /** Countries that stopped it for now. */
  readonly suspendedBy: readonly Country[];
  readonly proposal?: Proposal;
  readonly counselled: boolean;
  /** When the last counselling was held. */
  readonly counselledAt?: string;
  /** Through whom it was held; absent where the person's own language was spoken. */
  readonly interpreter?: string | undefined;
  readonly consent?: ReturnConsent;
  /** The latest of each country. */
  readonly risks: readonly RiskOfReturn[];
  /** Who found the measures that an assessment names to be in place. */
  readonly measures: readonly (Signature & { readonly assessmentId: string })[];
  readonly bestInterests?: { readonly childHeard: boolean; readonly solution?: string | undefined };
  readonly fitUntil?: string;
  /** When that was certified. */
  readonly fitSince?: string;
  readonly signatures: readonly Signature[];
  readonly letter: boolean;
  /** What was asked of a state on the way, or by the country of a person who passes here: the last of each. */
  readonly transit: readonly Transit[];
  /** Departures that were notified, oldest first. */
  readonly notices: readonly Notice[];
  readonly journeyId?: string;
  /** Its legs, where they say in which country they run. */
  readonly legs?: readonly Leg[];
  /** The journey that `leg`, `legCompleted` and `departedAt` are about: a later one counts its legs anew. */
  readonly travelledWith?: string;
  readonly leg?: number;
  readonly legCompleted?: number;
  readonly departedAt?: string;
  /** The day for which the departure was authorised last, ISO date. */
  readonly authorisedOn?: string | undefined;
  /** The day of departure as it was proposed, notified or authorised last, and when. */
  readonly departure?: { readonly on: string; readonly since: string };
  /** The stage from which the person set out: who leaves the journey is there again. */
  readonly setOutFrom?: Stage;
  /** Sides whose officer signed, as far as this node knows. */
  readonly signed: readonly Side[];
  /** The journey for which each signed last. */
  readonly signedFor: Readonly<Partial<Record<Side, string>>>;
  readonly arrivedAt?: string;
  /** When the own country recorded the arrival of who came home to it. */
  readonly cameHomeAt?: string;
  /** When the person died, as far as this node knows. */
  readonly diedAt?: string;
  /** When the last step that this node saw itself happened: nothing after it can have happened before. */
  readonly lastStepAt?: string;
  /** When the return before this one ended; what was issued for that one does not count for this. */
  readonly since?: string;
  /** When this return began after another had ended. */
  readonly begunAt?: string;
  /** What was prepared for another return, once this one has ended. */
  readonly next?: RepatriationState;
}

export const noRepatriation: RepatriationState = {
  stage: 'none',
  suspendedBy: [],
  counselled: false,
  risks: [],
  measures: [],
  signatures: [],
  letter: false,
  transit: [],
  notices: [],
  signed: [],
  signedFor: {},
};

/** How far the person has come on a journey; nothing of an earlier one, after which the person came back. */
export const travelledOn = (
  { travelledWith, leg, legCompleted, departedAt }: RepatriationState,
  journeyId: string,
): Pick<RepatriationState, 'leg' | 'legCompleted' | 'departedAt'> =>
  travelledWith === journeyId
    ? {
        ...(leg === undefined ? {} : { leg }),
        ...(legCompleted === undefined ? {} : { legCompleted }),
        ...(departedAt === undefined ? {} : { departedAt }),
      }
    : {};

/** How far the return was decided: setting out, with or without permission, decides nothing. */
export const decidedStage = ({ stage, setOutFrom = 'none' }: RepatriationState): Stage =>
  stage === 'in_transit' ? setOutFrom : stage;

/** Whether the return came to nothing, and the person has not agreed to another since. */
export const isOff = ({ stage, agreedAnew }: RepatriationState): boolean =>
  stage === 'refused' || (stage === 'cancelled' && agreedAnew !== true);

/** Where and when the person is to go home: as was notified, or else as was proposed. */
export const planOf = ({
  notices,
  proposal,
}: RepatriationState): { readonly point: string; readonly plannedOn: string } | undefined => {
  const notice = standingNotice(notices);
  return notice ? { point: notice.point, plannedOn: notice.on } : proposal;
};

/** Stages in which a return is planned or under way. */
export const isUnderWay = (state: RepatriationState): boolean =>
  ['proposed', 'approved', 'scheduled', 'in_transit'].includes(state.stage);

export const isSuspended = (state: RepatriationState): boolean => state.suspendedBy.length > 0;

/** Whether nothing more can stop the return: it is over. Another one may follow it, unless the person died. */
export const hasEnded = (state: RepatriationState): boolean =>
  ['handed_over', 'received', 'ended'].includes(state.stage);
