import { belongs, type AnyEvent, type RecordedEventOf } from '../words/event.js';
import type { Country } from '../words/country.js';
import type { FoundIn, State } from '../words/states.js';
import { sameCode } from '../words/same-code.js';
import type { Signature } from '../words/signature.js';
import { coordinationEvents, type closingReasons, type locationTypes, type sides } from './events.js';
import { profileAfter, unknownProfile, type Profile } from './profile.js';

type CoordinationEvent = RecordedEventOf<typeof coordinationEvents>;

/** Why an agency takes part: brought in by an office until let go, or for some work that is named, until that ends. */
export interface Involvement {
  readonly agency: string;
  readonly reason: string;
  readonly about?: string | undefined;
  /** Office that brought it in, or the node. */
  readonly by?: string | undefined;
}

export interface Exclusion {
  readonly exclusionId: string;
  /** Of another country; absent for the node's own. */
  readonly country?: State | undefined;
  /** The country that told it, where it was made there: it ends there too. */
  readonly from?: Country | undefined;
  readonly agency?: string | undefined;
  readonly officialId?: string | undefined;
  /** Who proposed, for the office that excluded, that it ends. */
  readonly liftProposed?: Signature | undefined;
}

/** Another country's case file of the same person, as far as we know it. */
export interface Partner {
  readonly theirReference: string;
  readonly focalPerson?: string | undefined;
  /** Message by which they told us of the case. */
  readonly notice?: string | undefined;
  readonly closed: boolean;
}

export interface CoordinationState extends Profile {
  readonly opened: boolean;
  /** Agency of the node's own country that owns the case: one at all times once it is open. */
  readonly owner?: string | undefined;
  readonly side: (typeof sides)[number];
  /** In what kind of place the person is, as it was set right here since it was told. */
  readonly locationType?: (typeof locationTypes)[number] | undefined;
  readonly foundIn?: FoundIn | undefined;
  /** Agency codes of the node's own country. */
  readonly involved: ReadonlySet<string>;
  readonly involvements: readonly Involvement[];
  /** Those that ended by themselves, with the work. */
  readonly letGo: readonly Involvement[];
  readonly exclusions: readonly Exclusion[];
  readonly partners: ReadonlyMap<Country, Partner>;
  /** The country whose case was linked last. */
  readonly counterpart?: Country | undefined;
  readonly closed: boolean;
  readonly closedAt?: string | undefined;
  readonly closedFor?: (typeof closingReasons)[number] | undefined;
  /** ISO day after which the data may be erased; of the last closing. */
  readonly retainUntil?: string | undefined;
  readonly irregularities: readonly { readonly rule: string; readonly about?: string | undefined }[];
}

export const noCoordination: CoordinationState = {
  opened: false,
  side: 'sending',
  ...unknownProfile,
  urgency: 'normal',
  saidHere: [],
  involved: new Set(),
  involvements: [],
  letGo: [],
  exclusions: [],
  partners: new Map(),
  closed: false,
  irregularities: [],
};

/**
 * Who owns a case after an event. Cases that a partner began name no owner in older events: their focal point owns them.
 */
export const ownerAfter = (owner: string | undefined, event: AnyEvent): string | undefined => {
  if (!belongs(coordinationEvents, event)) return owner;
  if (event.type === 'CaseOpened')
    return event.data.owner ?? (event.data.channel === 'partner_state' ? undefined : event.meta.agency);
  if (event.type === 'AgencyInvolved')
    return owner ?? (event.data.reason === 'focal_point' ? event.data.agency : undefined);
  return event.type === 'OwnershipPassed' ? event.data.to : owner;
};

/** Why offices take part after an event: the one fold for the file and the lists. */
export const involvementsAfter = (
  involvements: readonly Involvement[],
  event: AnyEvent,
): readonly Involvement[] => {
  if (!belongs(coordinationEvents, event)) return involvements;
  const by = event.meta.agency;
  if (event.type === 'CaseOpened') return [...involvements, { agency: by, reason: 'opened_case', by }];
  if (event.type === 'AgencyInvolved') return [...involvements, { ...event.data, by }];
  return event.type === 'AgencyReleased'
    ? involvements.filter(({ agency }) => agency !== event.data.agency)
    : involvements;
};

/** Who is excluded after an event: the one fold for the file and the lists. */
export const exclusionsAfter = (exclusions: readonly Exclusion[], event: AnyEvent): readonly Exclusion[] => {
  if (!belongs(coordinationEvents, event)) return exclusions;
  if (event.type === 'ExclusionLifted')
    return exclusions.filter(({ exclusionId }) => exclusionId !== event.data.exclusionId);
  if (event.type !== 'PartyExcluded') return exclusions;
  const { exclusionId, country, from, agency, officialId } = event.data;
  return [...exclusions, { exclusionId, country, from, agency, officialId }];
};

export const evolveCoordination = (state: CoordinationState, event: CoordinationEvent): CoordinationState => {
  switch (event.type) {
    case 'CaseOpened': {
      const { side, foundIn } = event.data;
      const owner = ownerAfter(undefined, event);
      const involved = new Set([...state.involved, event.meta.agency]);
      const involvements = involvementsAfter(state.involvements, event);
      const opened = { side, foundIn, opened: true, owner, involved, involvements };
      return { ...profileAfter(state, event), ...opened };
    }
    case 'ProfileCorrected': {
      const { from, locationType } = event.data;
      const after = profileAfter(state, event);
      return from === undefined && locationType !== undefined ? { ...after, locationType } : after;
    }
    case 'RescuePlaceRecorded':
      return { ...state, foundIn: event.data.foundIn };
    case 'AgencyInvolved': {
      const { agency } = event.data;
      return {
        ...state,
        owner: ownerAfter(state.owner, event),
        involved: new Set([...state.involved, agency]),
        involvements: involvementsAfter(state.involvements, event),
        letGo: state.letGo.filter((held) => held.agency !== agency || held.about !== event.data.about),
      };
    }
    case 'AgencyReleased': {
      const isIts = ({ agency }: Involvement): boolean => agency === event.data.agency;
      const others = state.letGo.filter((held) => !isIts(held));
      return {
        ...state,
        involved: new Set([...state.involved].filter((agency) => agency !== event.data.agency)),
        involvements: involvementsAfter(state.involvements, event),
        letGo:
          event.data.reason === 'work_ended' ? [...state.letGo, ...state.involvements.filter(isIts)] : others,
      };
    }
    case 'OwnershipPassed':
      return { ...state, owner: ownerAfter(state.owner, event) };
    case 'PartyExcluded':
    case 'ExclusionLifted':
      return { ...state, exclusions: exclusionsAfter(state.exclusions, event) };
    case 'ExclusionLiftProposed': {
      const { actor, agency, recordedAt: at } = event.meta;
      return {
        ...state,
        exclusions: state.exclusions.map((held) =>
          held.exclusionId === event.data.exclusionId
            ? { ...held, liftProposed: { actor, agency, at } }
            : held,
        ),
      };
    }
    case 'IrregularityRaised':
      return { ...state, irregularities: [...state.irregularities, event.data] };
    case 'PartnerLinked': {
      const { country, ...link } = event.data;
      const before = state.partners.get(country);
      return withPartner({ ...state, counterpart: country }, country, {
        theirReference: link.theirReference,
        focalPerson: link.focalPerson ?? before?.focalPerson,
        notice: link.notice ?? before?.notice,
        closed: false,
      });
    }
    case 'PartnerClosedCase': {
      const before = state.partners.get(event.data.country);
      return before ? withPartner(state, event.data.country, { ...before, closed: true }) : state;
    }
    case 'CaseClosed':
      return {
        ...state,
        closed: true,
        closedFor: event.data.reason,
        closedAt: event.meta.occurredAt,
        retainUntil: event.data.retainUntil,
      };
    case 'CaseReopened':
      return { ...state, closed: false, closedFor: undefined, closedAt: undefined, retainUntil: undefined };
  }
};

const withPartner = (state: CoordinationState, country: Country, partner: Partner): CoordinationState => ({
  ...state,
  partners: new Map([...state.partners, [country, partner]]),
});

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && sameCode(one, other);

/**
 * Whether an office, or a person in it, is kept out of this case; `country` only where it is not the node's own. No list
 * holds the codes of persons: another spelling of one evades no exclusion.
 */
export const isExcluded = (
  state: Pick<CoordinationState, 'exclusions'>,
  party: { readonly country?: State; readonly agency?: string; readonly officialId?: string },
): boolean =>
  state.exclusions.some(
    ({ country, agency, officialId }) =>
      (same(agency, party.agency) && officialId === undefined && country === party.country) ||
      (same(officialId, party.officialId) &&
        (country === undefined || country === party.country) &&
        (agency === undefined || party.agency === undefined || same(agency, party.agency))),
  );

/** Whether an agency takes part in the case now and is not excluded from it. */
export const isInvolved = (state: CoordinationState, agency: string): boolean =>
  state.involved.has(agency) && !isExcluded(state, { agency });

/** Whether an agency owns the case now. */
export const isOwner = (state: CoordinationState, agency: string): boolean => state.owner === agency;
