import { type identityEvents, type CorrectionReason } from './events.js';
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
} from '../words/person.js';
import type { RecordedEventOf } from '../words/event.js';

type IdentityEvent = RecordedEventOf<typeof identityEvents>;

/** What became of something that was recorded of the person, by the reason of its correction. */
interface Correctable {
  readonly eventId: string;
  readonly corrected?: CorrectionReason | undefined;
  readonly replacedBy?: string | undefined;
}

/** What someone said about the person. `value` is absent where it could not be opened or was erased. */
export interface Claim<V> extends Correctable {
  readonly claimId: string;
  readonly source: (typeof sources)[number];
  readonly authority?: string | undefined;
  readonly confidence: (typeof confidences)[number];
  /** Who said it there, where another country told it. */
  readonly toldSource?: (typeof sources)[number] | undefined;
  readonly claimedAt: string;
  /** Agency that recorded it. */
  readonly recordedBy: string;
  readonly value?: V | undefined;
}

export interface Relative extends Correctable {
  readonly relativeId: string;
  readonly source: (typeof sources)[number];
  /** The country that told of the relative, where one did. */
  readonly authority?: string | undefined;
  readonly relation: (typeof relations)[number];
  /** The relative's own case on this node. */
  readonly caseId?: string | undefined;
  readonly name?: Name | undefined;
  readonly details?: RelativeDetails | undefined;
}

export interface Photograph extends Correctable {
  readonly photographId: string;
  /** The country that told where it is kept, where one did. */
  readonly authority?: string | undefined;
  readonly value?: PhotographValue | undefined;
}

export interface IdentityState {
  readonly names: readonly Claim<Name>[];
  readonly birthDates: readonly Claim<BirthDate>[];
  readonly origins: readonly Claim<Place>[];
  readonly nationalities: readonly Claim<NationalityValue>[];
  readonly documents: readonly Claim<DocumentClaim>[];
  readonly relatives: readonly Relative[];
  readonly photographs: readonly Photograph[];
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
  IdentityEvent,
  { readonly data: { readonly claimId: string; readonly confidence: unknown } }
>;

const claimOf = <V>({ data, meta }: ClaimEvent, value: V | undefined): Claim<V> => ({
  claimId: data.claimId,
  eventId: meta.eventId,
  source: data.source,
  authority: data.authority,
  confidence: data.confidence,
  toldSource: data.toldSource,
  claimedAt: meta.occurredAt,
  recordedBy: meta.agency,
  value,
});

export const evolveIdentity = (state: IdentityState, event: IdentityEvent): IdentityState => {
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
      const { eventId } = event.meta;
      return { ...state, relatives: [...state.relatives, { ...event.data, eventId }] };
    }
    case 'DocumentRecorded':
      return { ...state, documents: [...state.documents, claimOf(event, event.data.document)] };
    case 'PhotographReferenced': {
      const { photographId, authority, photograph: value } = event.data;
      const { eventId } = event.meta;
      return { ...state, photographs: [...state.photographs, { photographId, authority, eventId, value }] };
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
  readonly reason: CorrectionReason;
  readonly replacedBy?: string | undefined;
};

const corrected = (state: IdentityState, { claimId, reason, replacedBy }: Correction): IdentityState => {
  const mark = <C extends Correctable>(held: readonly C[], idOf: (one: C) => string): readonly C[] =>
    held.map((one) => (idOf(one) === claimId ? { ...one, corrected: reason, replacedBy } : one));
  const markClaims = <V>(claims: readonly Claim<V>[]) => mark(claims, (claim) => claim.claimId);
  return {
    ...state,
    names: markClaims(state.names),
    birthDates: markClaims(state.birthDates),
    origins: markClaims(state.origins),
    nationalities: markClaims(state.nationalities),
    documents: markClaims(state.documents),
    relatives: mark(state.relatives, ({ relativeId }) => relativeId),
    photographs: mark(state.photographs, ({ photographId }) => photographId),
  };
};

/** Anything recorded of the person that a correction can name. */
export interface Entry extends Correctable {
  readonly claimId: string;
}

/** Every claim of any kind, with the relatives and photographs. */
export const allClaims = (state: IdentityState): readonly Entry[] => [
  ...state.names,
  ...state.birthDates,
  ...state.origins,
  ...state.nationalities,
  ...state.documents,
  ...state.relatives.map((relative) => ({ ...relative, claimId: relative.relativeId })),
  ...state.photographs.map((photograph) => ({ ...photograph, claimId: photograph.photographId })),
];
