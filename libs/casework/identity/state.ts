import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import { identityEvents, type correctionReasons } from './events.js';
import type {
  BirthDate,
  confidences,
  DocumentClaim,
  Name,
  NationalityValue,
  Place,
  PhotographValue,
  RelativeDetails,
  relations,
  sources,
  SpecialNeed,
} from './values.js';

/** What someone said about the person. `value` is absent where it could not be opened or was erased. */
export interface Claim<V> {
  readonly claimId: string;
  readonly eventId: string;
  readonly source: (typeof sources)[number];
  readonly authority?: string | undefined;
  readonly confidence: (typeof confidences)[number];
  readonly claimedAt: string;
  /** Agency that recorded it. */
  readonly recordedBy: string;
  readonly value?: V | undefined;
  readonly corrected?: (typeof correctionReasons)[number] | undefined;
  readonly replacedBy?: string | undefined;
}

export interface Relative {
  readonly relativeId: string;
  readonly relation: (typeof relations)[number];
  /** The relative's own case on this node. */
  readonly caseId?: string | undefined;
  readonly name?: Name | undefined;
  readonly details?: RelativeDetails | undefined;
}

export interface IdentityState {
  readonly names: readonly Claim<Name>[];
  readonly birthDates: readonly Claim<BirthDate>[];
  readonly origins: readonly Claim<Place>[];
  readonly nationalities: readonly Claim<NationalityValue>[];
  readonly documents: readonly Claim<DocumentClaim>[];
  readonly relatives: readonly Relative[];
  readonly photographs: readonly {
    readonly photographId: string;
    readonly value?: PhotographValue | undefined;
  }[];
  /** Absent where none were recorded or they cannot be opened. */
  readonly specialNeeds?: readonly SpecialNeed[] | undefined;
}

export const noIdentity: IdentityState = {
  names: [],
  birthDates: [],
  origins: [],
  nationalities: [],
  documents: [],
  relatives: [],
  photographs: [],
};

type ClaimEvent = Extract<
  RecordedCaseEvent,
  { readonly data: { readonly claimId: string; readonly confidence: unknown } }
>;

const claimOf = <V>({ data, meta }: ClaimEvent, value: V | undefined): Claim<V> => ({
  claimId: data.claimId,
  eventId: meta.eventId,
  source: data.source,
  authority: data.authority,
  confidence: data.confidence,
  claimedAt: meta.occurredAt,
  recordedBy: meta.agency,
  value,
});

export const evolveIdentity = (state: IdentityState, event: RecordedCaseEvent): IdentityState => {
  if (!belongs(identityEvents, event)) return state;
  switch (event.type) {
    case 'NameClaimed':
      return { ...state, names: [...state.names, claimOf(event, event.data.name)] };
    case 'BirthDateClaimed':
      return { ...state, birthDates: [...state.birthDates, claimOf(event, event.data.birthDate)] };
    case 'OriginClaimed':
      return { ...state, origins: [...state.origins, claimOf(event, event.data.origin)] };
    case 'NationalityClaimed':
      return { ...state, nationalities: [...state.nationalities, claimOf(event, event.data.nationality)] };
    case 'RelativeRecorded': {
      const { relativeId, relation, caseId, name, details } = event.data;
      return { ...state, relatives: [...state.relatives, { relativeId, relation, caseId, name, details }] };
    }
    case 'DocumentRecorded':
      return { ...state, documents: [...state.documents, claimOf(event, event.data.document)] };
    case 'PhotographReferenced': {
      const { photographId, photograph } = event.data;
      return { ...state, photographs: [...state.photographs, { photographId, value: photograph }] };
    }
    case 'SpecialNeedsRecorded':
      return { ...state, specialNeeds: event.data.needs };
    case 'BackgroundRecorded':
      return state;
    case 'AgeBandSet':
      return state;
    case 'ClaimCorrected':
      return corrected(state, event.data);
  }
};

type Correction = {
  readonly claimId: string;
  readonly reason: (typeof correctionReasons)[number];
  readonly replacedBy?: string | undefined;
};

const corrected = (state: IdentityState, { claimId, reason, replacedBy }: Correction): IdentityState => {
  const mark = <C extends Claim<unknown>>(claims: readonly C[]): readonly C[] =>
    claims.map((claim) => (claim.claimId === claimId ? { ...claim, corrected: reason, replacedBy } : claim));
  return {
    ...state,
    names: mark(state.names),
    birthDates: mark(state.birthDates),
    origins: mark(state.origins),
    nationalities: mark(state.nationalities),
    documents: mark(state.documents),
  };
};

/** Every claim of any kind. */
export const allClaims = (state: IdentityState): readonly Claim<unknown>[] => [
  ...state.names,
  ...state.birthDates,
  ...state.origins,
  ...state.nationalities,
  ...state.documents,
];

export {
  bestNames,
  claimedNationalities,
  currentIdentity,
  identityBlock,
  knownRelatives,
  relativesToName,
} from './current.js';
