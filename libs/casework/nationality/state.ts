import { addCorrection, type Corrected } from '../disclosure/corrected.js';
import type { Country } from '../words/country.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { State } from '../words/states.js';
import type { nationalityEvents } from './events.js';
import type { AskableField, NationalityFinding } from './values.js';
import type { RecordedEventOf } from '../words/event.js';
import { isOutside, type Reckoning } from '../words/reckoned.js';
import { disclosureEvents } from '../disclosure/events.js';

/** Events of other processes that bear on it. */
export const nationalityHears = {
  CorrectionReceived: disclosureEvents.CorrectionReceived,
};

type NationalityEvent = RecordedEventOf<typeof nationalityEvents & typeof nationalityHears>;

/** A question whether the person is a country's national: asked by us, or put to us. */
export interface NationalityRequest {
  readonly requestId: string;
  /** The country at the other end. */
  readonly with: State;
  readonly direction: 'asked' | 'received';
  /** None of a question by hand. */
  readonly messageId?: string | undefined;
  /** The mission that was asked by hand. */
  readonly mission?: string;
  /** What it was told there. */
  readonly groups?: readonly FieldGroup[];
  /** It is to be told that it uses nothing of that any more, or was told so. */
  readonly use?: 'to_stop' | 'stopped';
  /** Since when it is to be told. */
  readonly toStopSince?: string;
  readonly dueOn?: string | undefined;
  /** A day that was counted up to it stands outside the table of days off. */
  readonly dueOutsideTable?: boolean;
  /** By when whoever works on it here does its step: looks it up, or completes what was found. */
  readonly stepDueOn?: string | undefined;
  readonly stepOutsideTable?: boolean;
  readonly stepReckonedBy?: Reckoning | undefined;
  /** Since when it is with whoever works on it here. */
  readonly stepSince?: string;
  /** An office found something, and the one whose finding is the country's answer has not completed it. */
  readonly toComplete?: boolean;
  /** Agencies to which the check was handed on. */
  readonly forwardedTo: readonly string[];
  /** Claims asked for and not given yet. */
  readonly missing: readonly AskableField[];
  /** Since when work here waits for them, and each time that it did. */
  readonly waited?: readonly { readonly from: string; readonly until?: string }[];
  /** The message that asked for them last. */
  readonly missingAskedBy?: string;
  readonly answered: boolean;
  /** What the country that asked told otherwise since, and nobody here found anything since then. */
  readonly corrected?: Corrected | undefined;
}

/** One authority's finding. It never replaces another authority's. */
export interface NationalityDecision {
  readonly decisionId: string;
  readonly requestId: string;
  readonly country: State;
  readonly authority: string;
  readonly decidedAt: string;
  /** Absent where the seal cannot be opened. */
  readonly finding?: NationalityFinding | undefined;
  readonly validUntil?: string | undefined;
  readonly withdrawn: boolean;
  /** The authority found again since: this one does not stand again where the later one is withdrawn. */
  readonly replaced?: true;
}

export interface TravelDocument {
  readonly documentId: string;
  readonly country: State;
  readonly kind: string;
  readonly validUntil: string;
  readonly recordedAt: string;
}

export interface NationalityState {
  readonly requests: readonly NationalityRequest[];
  readonly decisions: readonly NationalityDecision[];
  /** The finding of an own authority that the focal point stands behind; none once another finds otherwise since. */
  readonly chosen?: string | undefined;
  readonly documents: readonly TravelDocument[];
  readonly formsSharedWith: readonly Country[];
  readonly accessAsked: readonly {
    readonly requestId: string;
    readonly by: Country;
    readonly messageId: string;
  }[];
  readonly interviews: readonly {
    readonly requestId: string;
    readonly by: State;
    readonly heldOn: string;
  }[];
  readonly referrals: readonly string[];
}

export const noNationality: NationalityState = {
  requests: [],
  decisions: [],
  documents: [],
  formsSharedWith: [],
  accessAsked: [],
  interviews: [],
  referrals: [],
};

const changeRequest = (
  state: NationalityState,
  requestId: string,
  change: (request: NationalityRequest) => Partial<NationalityRequest>,
): NationalityState => ({
  ...state,
  requests: state.requests.map((request) =>
    request.requestId === requestId ? { ...request, ...change(request) } : request,
  ),
});

const addDecision = (
  state: NationalityState,
  decision: Omit<NationalityDecision, 'withdrawn'>,
): NationalityState =>
  changeRequest(
    { ...state, decisions: [...state.decisions, { ...decision, withdrawn: false }] },
    decision.requestId,
    () => ({ answered: true, corrected: undefined }),
  );

/** A finding of an own authority takes the place of what it found before. Of another country's, each is ended by its own message. */
const replaceEarlier = (state: NationalityState, country: State, authority: string): NationalityState => ({
  ...state,
  decisions: state.decisions.map((held) =>
    held.country === country && held.authority === authority ? { ...held, replaced: true } : held,
  ),
});

const opened = { forwardedTo: [], missing: [], answered: false };

/** Messages by which a registry learns who the person says to be. */
const tellingRegistries: ReadonlySet<string> = new Set([
  'CaseFormSent',
  'NationalityConfirmationRequested',
  'AdditionalInformationProvided',
]);

/** Every question of that country rests on what it told in any of them. */
const withCorrection = (
  state: NationalityState,
  { data, meta }: NationalityEvent & { readonly type: 'CorrectionReceived' },
): NationalityState =>
  tellingRegistries.has(data.kind)
    ? {
        ...state,
        requests: state.requests.map((request) =>
          request.direction === 'received' && request.with === data.from
            ? { ...request, corrected: addCorrection(request.corrected, data.fields, meta.recordedAt) }
            : request,
        ),
      }
    : state;

type Waited = NonNullable<NationalityRequest['waited']>;

const waiting = (waited: Waited = [], from: string): Waited =>
  waited.some(({ until }) => until === undefined) ? waited : [...waited, { from }];

const worksAgain = (waited: Waited = [], until: string): Waited => waited.map((wait) => ({ until, ...wait }));

export const evolveNationality = (state: NationalityState, event: NationalityEvent): NationalityState => {
  if (event.type === 'CorrectionReceived') return withCorrection(state, event);
  switch (event.type) {
    case 'CaseFormShared':
      return { ...state, formsSharedWith: [...state.formsSharedWith, event.data.to] };
    case 'CaseFormReceived':
      return state;
    case 'NationalityConfirmationRequested': {
      const { requestId, of, messageId, dueOn } = event.data;
      const request = { requestId, messageId, dueOn };
      return {
        ...state,
        requests: [...state.requests, { ...request, with: of, direction: 'asked', ...opened }],
      };
    }
    case 'MissionAsked': {
      const { requestId, of, mission, groups } = event.data;
      const request = { requestId, mission, groups, with: of, direction: 'asked', ...opened } as const;
      return { ...state, requests: [...state.requests, request] };
    }
    case 'MissionToStop':
      return changeRequest(state, event.data.requestId, () => ({
        use: 'to_stop',
        toStopSince: event.meta.recordedAt,
      }));
    case 'MissionStopped':
      return changeRequest(state, event.data.requestId, () => ({ use: 'stopped' }));
    case 'NationalityCheckReceived': {
      const { requestId, from, messageId, dueOn } = event.data;
      const request = { requestId, messageId, dueOn, dueOutsideTable: isOutside('dueOn', event.data) };
      return {
        ...state,
        requests: [...state.requests, { ...request, with: from, direction: 'received', ...opened }],
      };
    }
    case 'CheckForwarded':
      return changeRequest(state, event.data.requestId, ({ forwardedTo }) => ({
        forwardedTo: [...forwardedTo, event.data.to],
        stepSince: event.meta.occurredAt,
        stepReckonedBy: event.data.reckonedBy,
        stepDueOn: event.data.dueOn,
        stepOutsideTable: isOutside('dueOn', event.data),
      }));
    case 'AdditionalInformationAsked':
      return changeRequest(state, event.data.requestId, ({ missing, waited }) => ({
        missing: [...new Set([...missing, ...event.data.fields])],
        waited: waiting(waited, event.meta.recordedAt),
        missingAskedBy: event.data.messageId,
      }));
    case 'AdditionalInformationGiven':
      return changeRequest(state, event.data.requestId, ({ missing: asked, waited }) => {
        const missing = asked.filter((field) => !event.data.fields.includes(field));
        return { missing, waited: missing.length > 0 ? waited : worksAgain(waited, event.meta.recordedAt) };
      });
    case 'ConsularAccessAsked': {
      const { requestId, by, messageId } = event.data;
      return { ...state, accessAsked: [...state.accessAsked, { requestId, by, messageId }] };
    }
    case 'ConsularInterviewHeld': {
      const { requestId, by, heldOn } = event.data;
      return { ...state, interviews: [...state.interviews, { requestId, by, heldOn }] };
    }
    case 'NationalityDecided': {
      const { decisionId, requestId, finding, validUntil, completeBy } = event.data;
      const chosen = state.decisions.find((decision) => decision.decisionId === state.chosen);
      const still = finding !== undefined && chosen?.finding?.result === finding.result;
      const stepped = changeRequest(state, requestId, () => ({
        stepSince: event.meta.occurredAt,
        stepReckonedBy: event.data.reckonedBy,
        stepDueOn: completeBy,
        stepOutsideTable: isOutside('completeBy', event.data),
        toComplete: completeBy !== undefined,
      }));
      const { country, agency: authority } = event.meta;
      const before = replaceEarlier(still ? stepped : { ...stepped, chosen: undefined }, country, authority);
      return addDecision(before, {
        ...{ decisionId, requestId, finding, validUntil, country, authority },
        decidedAt: event.meta.occurredAt,
      });
    }
    case 'NationalAnswerChosen':
      return { ...state, chosen: event.data.decisionId };
    case 'NationalityResultLearned': {
      const { from, ...decision } = event.data;
      return addDecision(state, { ...decision, country: from, decidedAt: event.meta.occurredAt });
    }
    case 'NationalityResultWithdrawn':
      return {
        ...state,
        decisions: state.decisions.map((decision) =>
          decision.decisionId === event.data.decisionId ? { ...decision, withdrawn: true } : decision,
        ),
      };
    case 'TravelDocumentIssued':
    case 'TravelDocumentLearned': {
      const { documentId, kind, validUntil } = event.data;
      const country = event.type === 'TravelDocumentLearned' ? event.data.from : event.meta.country;
      return {
        ...state,
        documents: [
          ...state.documents,
          { documentId, kind, validUntil, country, recordedAt: event.meta.recordedAt },
        ],
      };
    }
    case 'NationalityReferralMade':
      return { ...state, referrals: [...state.referrals, event.data.referralId] };
  }
};

export const nationalityRequest = (
  state: NationalityState,
  requestId: string,
): NationalityRequest | undefined => state.requests.find((request) => request.requestId === requestId);

/** A mission that was asked by hand, and that somebody has to tell to use nothing of it any more. */
export interface MissionToTell {
  readonly requestId: string;
  readonly of: State;
  readonly mission: string;
  readonly since: string;
}

export const missionsToTell = ({ requests }: Pick<NationalityState, 'requests'>): readonly MissionToTell[] =>
  requests.flatMap(({ requestId, with: of, mission, use, toStopSince: since }) =>
    use === 'to_stop' && mission !== undefined && since !== undefined
      ? [{ requestId, of, mission, since }]
      : [],
  );

/** The last finding of each authority, if it was not withdrawn and has not run out on a day. */
export const standingDecisions = (state: NationalityState, today: string): readonly NationalityDecision[] => {
  const last = new Map<string, NationalityDecision>();
  for (const decision of state.decisions)
    if (!decision.withdrawn && !decision.replaced)
      last.set(`${decision.country}/${decision.authority}`, decision);
  return [...last.values()].filter(({ validUntil }) => validUntil === undefined || today <= validUntil);
};

/**
 * What the standing findings about one country come to. `contradicting`: one authority confirms, another denies.
 * `unknown`: a finding cannot be opened. Only `confirmed` lets a return or a travel document go on.
 */
export const nationalityStanding = (
  state: NationalityState,
  country: State,
  today: string,
): NationalityFinding['result'] | 'contradicting' | 'unknown' | 'none' => {
  const decisions = standingDecisions(state, today).filter((decision) => decision.country === country);
  if (decisions.length === 0) return 'none';
  const results = decisions.map(({ finding }) => finding?.result);
  if (results.includes(undefined)) return 'unknown';
  if (results.includes('confirmed')) return results.includes('not_confirmed') ? 'contradicting' : 'confirmed';
  return results.includes('not_confirmed') ? 'not_confirmed' : 'inconclusive';
};

/** Travel documents of a country that are good on a day; of those issued since an instant, where one is given. */
export const travelDocumentsGood = (
  state: NationalityState,
  country: State,
  today: string,
  since?: string,
): readonly TravelDocument[] =>
  state.documents.filter(
    (document) =>
      document.country === country &&
      today <= document.validUntil &&
      (since === undefined || Date.parse(document.recordedAt) >= Date.parse(since)),
  );
