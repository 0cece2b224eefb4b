import type { State } from '../words/states.js';
import type { Reckoning } from '../words/reckoned.js';
import type { Signature } from '../words/signature.js';
import { type identificationEvents, type screeningOutcomes } from './events.js';
import type { RecordedEventOf } from '../words/event.js';

type IdentificationEvent = RecordedEventOf<typeof identificationEvents>;

/** What one authority found. Findings that contradict each other stand side by side. */
export interface Finding {
  readonly findingId: string;
  readonly authority: string;
  readonly outcome: 'victim' | 'denial_proposed' | 'not_a_victim' | 'overturned';
  /** Who proposed a denial: the second person must differ in both. */
  readonly proposedBy?: Signature | undefined;
  /** Who confirmed it. */
  readonly confirmedBy?: Signature | undefined;
  /** Who upheld it last. */
  readonly upheldBy?: Signature | undefined;
  /** A review is open. */
  readonly reviewRequested: boolean;
  /** When it was asked for, and by when it is decided. */
  readonly reviewRequestedAt?: string;
  readonly reviewDueOn?: string | undefined;
  readonly reviewReckonedBy?: Reckoning | undefined;
  /** Told of the open review, the person asked to go: in which language, through whom. */
  readonly wishToGo?: WishToGo | undefined;
  readonly at: string;
}

export interface WishToGo {
  readonly language: string;
  readonly interpreter?: string | undefined;
}

export interface Guardian {
  readonly guardianId: string;
  readonly officialId?: string | undefined;
  readonly appointedAt: string;
  /** Who appointed; an appointment by somebody excluded since does not count. */
  readonly appointedBy?: Omit<Signature, 'at'> | undefined;
  readonly endedAt?: string | undefined;
  /** `unfit`: found implicated or otherwise unable to speak for the child. */
  readonly endedFor?: 'replaced' | 'unfit' | 'of_age' | 'other' | undefined;
}

export interface IdentificationState {
  readonly screening?: (typeof screeningOutcomes)[number] | undefined;
  readonly screenedAt?: string | undefined;
  /** ISO day by which the interview follows the screening, where the country names a clock; a recovery period moves it. */
  readonly interviewDueOn?: string | undefined;
  readonly interviewReckonedBy?: Reckoning | undefined;
  /** ISO day, the last of the recovery period, and when that was granted. */
  readonly recoveryUntil?: string | undefined;
  readonly recoveryGrantedAt?: string;
  readonly recoveryReckonedBy?: Reckoning | undefined;
  /** Until when the person can apply for support on the status given or recognised last, and since when. */
  readonly support?: {
    readonly since: string;
    readonly applyUntil?: string | undefined;
    readonly reckonedBy?: Reckoning | undefined;
  };
  readonly guardians: readonly Guardian[];
  readonly interviews: readonly {
    readonly interviewId: string;
    readonly at: string;
    readonly agencies: readonly string[];
    readonly interpreter?: string | undefined;
  }[];
  readonly findings: readonly Finding[];
  readonly deferred: boolean;
  readonly recognisedBy: readonly { readonly country: State; readonly authority: string }[];
}

export const noIdentification: IdentificationState = {
  guardians: [],
  interviews: [],
  findings: [],
  deferred: false,
  recognisedBy: [],
};

/** Where the law names a day; it moves to the other if that is later. */
const laterOf = (day: string | undefined, other: string): string | undefined =>
  day !== undefined && day < other ? other : day;

/** The interview waits for the end of the recovery period, where it would be due before. */
const interviewDue = (
  dueOn: string | undefined,
  reckonedBy: Reckoning | undefined,
  recoveryUntil: string | undefined,
): Pick<IdentificationState, 'interviewDueOn' | 'interviewReckonedBy'> => {
  const interviewDueOn = recoveryUntil === undefined ? dueOn : laterOf(dueOn, recoveryUntil);
  return { interviewDueOn, interviewReckonedBy: interviewDueOn === dueOn ? reckonedBy : undefined };
};

const supportIn = ({
  data,
  meta,
}: IdentificationEvent & {
  readonly type: 'VictimIdentified' | 'StatusRecognisedAbroad';
}): NonNullable<IdentificationState['support']> => ({
  since: meta.occurredAt,
  applyUntil: data.applyUntil,
  reckonedBy: data.reckonedBy,
});

const signatureOf = ({ meta }: IdentificationEvent): Signature => ({
  actor: meta.actor,
  agency: meta.agency,
  at: meta.recordedAt,
});

export const evolveIdentification = (
  state: IdentificationState,
  event: IdentificationEvent,
): IdentificationState => {
  const at = event.meta.occurredAt;
  const changeFinding = (findingId: string, changes: Partial<Finding>): IdentificationState => ({
    ...state,
    findings: state.findings.map((finding) =>
      finding.findingId === findingId ? { ...finding, ...changes } : finding,
    ),
  });
  switch (event.type) {
    case 'IncidentReported':
      return state;
    case 'InitialScreeningCompleted':
      return {
        ...state,
        screening: event.data.outcome,
        screenedAt: at,
        ...interviewDue(event.data.interviewDueOn, event.data.reckonedBy, state.recoveryUntil),
      };
    case 'RecoveryPeriodGranted':
      return {
        ...state,
        recoveryUntil: event.data.until,
        recoveryGrantedAt: at,
        recoveryReckonedBy: event.data.reckonedBy,
        ...interviewDue(state.interviewDueOn, state.interviewReckonedBy, event.data.until),
      };
    case 'AgeVerificationRequested':
    case 'AgePresumedMinor':
    case 'AgeVerified':
      return state;
    case 'GuardianAppointed':
      return {
        ...state,
        guardians: [
          ...state.guardians,
          {
            guardianId: event.data.guardianId,
            officialId: event.data.officialId,
            appointedAt: at,
            appointedBy: { actor: event.meta.actor, agency: event.meta.agency },
          },
        ],
      };
    case 'GuardianshipEnded':
      return {
        ...state,
        guardians: state.guardians.map((guardian) =>
          guardian.guardianId === event.data.guardianId
            ? { ...guardian, endedAt: at, endedFor: event.data.reason }
            : guardian,
        ),
      };
    case 'IdentificationInterviewHeld': {
      const { interviewId, agencies, interpreter } = event.data;
      return {
        ...state,
        deferred: false,
        interviews: [...state.interviews, { interviewId, at, agencies, interpreter }],
      };
    }
    case 'VictimIdentified': {
      const { findingId, authority } = event.data;
      const finding = { findingId, authority, outcome: 'victim', reviewRequested: false, at } as const;
      const support = supportIn(event);
      return { ...state, support, deferred: false, findings: [...state.findings, finding] };
    }
    case 'VictimStatusDenialProposed': {
      const { findingId, authority } = event.data;
      const proposedBy = signatureOf(event);
      const finding = {
        findingId,
        authority,
        outcome: 'denial_proposed',
        proposedBy,
        reviewRequested: false,
        at,
      } as const;
      return { ...state, findings: [...state.findings, finding] };
    }
    case 'VictimStatusDenied':
      return changeFinding(event.data.findingId, {
        outcome: 'not_a_victim',
        confirmedBy: signatureOf(event),
        at,
      });
    case 'IdentificationReviewRequested':
      return changeFinding(event.data.findingId, {
        reviewRequested: true,
        reviewRequestedAt: at,
        reviewDueOn: event.data.dueOn,
        reviewReckonedBy: event.data.reckonedBy,
        wishToGo: undefined,
      });
    case 'WishToGoRecorded': {
      const { findingId, language, interpreter } = event.data;
      return changeFinding(findingId, { wishToGo: { language, interpreter } });
    }
    case 'DecisionUpheld':
      return changeFinding(event.data.findingId, {
        reviewRequested: false,
        wishToGo: undefined,
        upheldBy: signatureOf(event),
      });
    case 'DecisionOverturned':
      return changeFinding(event.data.findingId, { outcome: 'overturned', reviewRequested: false, at });
    case 'IdentificationDeferred':
      return { ...state, deferred: true };
    case 'StatusRecognisedAbroad': {
      const { country, authority } = event.data;
      return {
        ...state,
        support: supportIn(event),
        recognisedBy: [...state.recognisedBy, { country, authority }],
      };
    }
  }
};

/** Whether an authority found the person to be a victim, or recognised such a finding of another country. */
export const isIdentified = (state: IdentificationState): boolean =>
  state.recognisedBy.length > 0 ||
  state.findings.some(({ outcome }) => outcome === 'victim' || outcome === 'overturned');

/** Presumed by the first screening, or identified: who may be spoken of to another state. */
export const isPresumedOrIdentified = (state: IdentificationState): boolean =>
  state.screening === 'presumed' || isIdentified(state);
