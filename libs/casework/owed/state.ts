import { coordinationEvents } from '../coordination/events.js';
import { consentEvents } from '../consent/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import { erasureEvents } from '../erasure/events.js';
import { identityEvents } from '../identity/events.js';
import type { Country } from '../words/country.js';
import type { EventMeta, RecordedEventOf } from '../words/event.js';
import type { Kinds } from '../words/kinds.js';
import type { CorrectableField } from '../words/correctable.js';
import { isParent } from '../words/registry-needs.js';

/** What is recorded of the person, what is told of it, and what ends that. */
export const owedHears = {
  NameClaimed: identityEvents.NameClaimed,
  BirthDateClaimed: identityEvents.BirthDateClaimed,
  OriginClaimed: identityEvents.OriginClaimed,
  NationalityClaimed: identityEvents.NationalityClaimed,
  DocumentRecorded: identityEvents.DocumentRecorded,
  PhotographReferenced: identityEvents.PhotographReferenced,
  RelativeRecorded: identityEvents.RelativeRecorded,
  ClaimCorrected: identityEvents.ClaimCorrected,
  SpecialNeedsRecorded: identityEvents.SpecialNeedsRecorded,
  ProfileCorrected: coordinationEvents.ProfileCorrected,
  AgeBandSet: identityEvents.AgeBandSet,
  MessageApproved: disclosureEvents.MessageApproved,
  MessageWithheld: disclosureEvents.MessageWithheld,
  MessageReceipted: disclosureEvents.MessageReceipted,
  ConsentWithdrawn: consentEvents.ConsentWithdrawn,
  PersonErased: erasureEvents.PersonErased,
};

/** What was recorded of the person, by the field of a message that tells it. */
interface Recorded {
  /** When it was recorded: what is typed late takes a place among others, but was not known before. */
  readonly at: string;
  readonly field: CorrectableField;
  /** The country that told it, where one did. */
  readonly from?: string | undefined;
  /** A relative of whom a registry is told nothing. */
  readonly ofFamilyAlone?: true;
}

/** A message of ours that told something of the person and counts still. */
interface Telling {
  readonly messageId: string;
  readonly kind: string;
  readonly to: Country;
  readonly fields: readonly CorrectableField[];
  /** Consents on which it rests. */
  readonly consents: readonly string[];
  readonly approvedAt: string;
  /** Fields in which it tells what is known to be wrong, and since when. */
  readonly wrong: readonly CorrectableField[];
  readonly since?: string | undefined;
}

/**
 * Which messages tell another country what is known to be wrong since. In clear, so that a list can keep it too: the file
 * knows what was corrected, and need not be opened for it.
 */
export interface OwedState {
  /** By the id of the claim, the relative, the photograph. */
  readonly recorded: Readonly<Record<string, Recorded>>;
  readonly told: readonly Telling[];
  /** Corrections on their way, and what each corrects. */
  readonly leaving: readonly {
    readonly messageId: string;
    readonly of: string;
    readonly fields: readonly string[];
  }[];
}

export const nothingOwed: OwedState = { recorded: {}, told: [], leaving: [] };

const record = (
  state: OwedState,
  id: string,
  field: CorrectableField,
  { data, meta }: { readonly data: { readonly authority?: string | undefined }; readonly meta: EventMeta },
  more: Partial<Recorded> = {},
): OwedState => {
  const recorded = { field, from: data.authority, at: meta.recordedAt, ...more };
  return { ...state, recorded: { ...state.recorded, [id]: recorded } };
};

const changed = (state: OwedState, change: (telling: Telling) => Telling): OwedState => {
  const told = state.told.map(change);
  return told.some((telling, index) => telling !== state.told[index]) ? { ...state, told } : state;
};

const wrongIn = (telling: Telling, fields: readonly string[], since: string): Telling => {
  const more = telling.fields.filter((field) => fields.includes(field) && !telling.wrong.includes(field));
  return more.length === 0
    ? telling
    : { ...telling, wrong: [...telling.wrong, ...more], since: telling.since ?? since };
};

const rightIn = (telling: Telling, fields: readonly string[]): Telling => {
  const wrong = telling.wrong.filter((field) => !fields.includes(field));
  if (wrong.length === telling.wrong.length) return telling;
  return { ...telling, wrong, since: wrong.length === 0 ? undefined : telling.since };
};

/** Kinds that tell of the family beyond the parents. */
const tellsOfFamily: ReadonlySet<string> = new Set(['CaseFormSent', 'FamilyTracingRequested']);

/** Fields that tell of a claim: a notice names but the country of its nationality. */
const toldOf = (field: CorrectableField): readonly CorrectableField[] =>
  field === 'nationalities' ? [field, 'claimedNationality'] : [field];

const corrected = (state: OwedState, claimId: string, since: string): OwedState => {
  const claim = Object.hasOwn(state.recorded, claimId) ? state.recorded[claimId] : undefined;
  if (!claim) return state;
  return changed(state, (telling) =>
    Date.parse(claim.at) <= Date.parse(telling.approvedAt) &&
    claim.from !== telling.to &&
    (!claim.ofFamilyAlone || tellsOfFamily.has(telling.kind))
      ? wrongIn(telling, toldOf(claim.field), since)
      : telling,
  );
};

const without = (state: OwedState, gone: (telling: Telling) => boolean): OwedState =>
  state.told.some(gone) ? { ...state, told: state.told.filter((telling) => !gone(telling)) } : state;

/** Corrections that are on their way to a country, without an age: one that it hears later stops them. */
const withoutAge = (state: OwedState, to: Country): OwedState => ({
  ...state,
  leaving: state.leaving.map((leaving) =>
    state.told.some((telling) => telling.messageId === leaving.of && telling.to !== to)
      ? leaving
      : { ...leaving, fields: leaving.fields.filter((field) => field !== 'ageBand') },
  ),
});

/** A message that did not get there: of a correction, what it would have mended is wrong still. */
const notHeard = (before: OwedState, messageId: string, since: string): OwedState => {
  const state = without(before, (telling) => telling.messageId === messageId);
  const correction = state.leaving.find((leaving) => leaving.messageId === messageId);
  if (!correction) return state;
  const leaving = state.leaving.filter((other) => other !== correction);
  return changed({ ...state, leaving }, (telling) =>
    telling.messageId === correction.of ? wrongIn(telling, correction.fields, since) : telling,
  );
};

type Heard<K extends keyof typeof owedHears> = Extract<
  RecordedEventOf<typeof owedHears>,
  { readonly type: K }
>;

const approved = (before: OwedState, { data, meta }: Heard<'MessageApproved'>, kinds: Kinds): OwedState => {
  const { messageId, kind, to, fields, consents, stops = [], corrects } = data;
  const state = without(
    stops.reduce((left, stopped) => notHeard(left, stopped, meta.recordedAt), before),
    (telling) => stops.includes(telling.messageId) || (kind === 'ContactStopped' && telling.to === to),
  );
  if (corrects) {
    const leaving = [...state.leaving, { messageId, of: corrects.messageId, fields: corrects.fields }];
    return changed({ ...state, leaving }, (telling) =>
      telling.messageId === corrects.messageId ? rightIn(telling, corrects.fields) : telling,
    );
  }
  if (kind === 'TreatAsChild')
    return changed(withoutAge(state, to), (telling) =>
      telling.to === to ? rightIn(telling, ['ageBand']) : telling,
    );
  const told = kinds.correctableOf(kind).filter((field) => fields.includes(field));
  if (told.length === 0 || kinds.isStop(kind)) return state;
  const telling = { messageId, kind, to, fields: told, consents, approvedAt: meta.recordedAt, wrong: [] };
  return { ...state, told: [...state.told, telling] };
};

const withdrawn = (state: OwedState, consentId: string): OwedState => {
  const left = changed(state, (telling) =>
    telling.consents.includes(consentId)
      ? { ...telling, consents: telling.consents.filter((other) => other !== consentId) }
      : telling,
  );
  const rested = new Set(
    state.told.filter(({ consents }) => consents.length > 0).map(({ messageId }) => messageId),
  );
  return without(left, ({ messageId, consents }) => rested.has(messageId) && consents.length === 0);
};

type Hears = {
  readonly [K in keyof typeof owedHears]: (state: OwedState, event: Heard<K>, kinds: Kinds) => OwedState;
};

const hears: Hears = {
  NameClaimed: (state, event) => record(state, event.data.claimId, 'names', event),
  BirthDateClaimed: (state, event) => record(state, event.data.claimId, 'birthDate', event),
  OriginClaimed: (state, event) => record(state, event.data.claimId, 'origin', event),
  NationalityClaimed: (state, event) => record(state, event.data.claimId, 'nationalities', event),
  DocumentRecorded: (state, event) => record(state, event.data.claimId, 'documents', event),
  PhotographReferenced: (state, event) => record(state, event.data.photographId, 'photograph', event),
  RelativeRecorded: (state, event) =>
    record(
      state,
      event.data.relativeId,
      'relatives',
      event,
      isParent(event.data.relation) ? {} : { ofFamilyAlone: true },
    ),
  ProfileCorrected: (state, { data: { from, ...told }, meta }) =>
    from === undefined
      ? changed(state, (telling) => wrongIn(telling, Object.keys(told), meta.recordedAt))
      : state,
  ClaimCorrected: (state, { data, meta }) => corrected(state, data.claimId, meta.recordedAt),
  SpecialNeedsRecorded: (state, { meta }) =>
    changed(state, (telling) => wrongIn(telling, ['specialNeeds'], meta.recordedAt)),
  AgeBandSet: (state, { data, meta }) =>
    data.source === 'partner_state'
      ? state
      : changed(state, (telling) => wrongIn(telling, ['ageBand'], meta.recordedAt)),
  MessageApproved: approved,
  MessageWithheld: (state, { data, meta }) => notHeard(state, data.messageId, meta.recordedAt),
  MessageReceipted: (state, { data, meta }) =>
    data.outcome === 'refused' ? notHeard(state, data.messageId, meta.recordedAt) : state,
  ConsentWithdrawn: (state, { data }) => withdrawn(state, data.consentId),
  PersonErased: () => nothingOwed,
};

/** Applies what one event says of what was told. */
export const evolveOwed = (
  state: OwedState,
  event: RecordedEventOf<typeof owedHears>,
  kinds: Kinds,
): OwedState => {
  const hear = hears[event.type] as (
    state: OwedState,
    event: Heard<keyof typeof owedHears>,
    kinds: Kinds,
  ) => OwedState;
  return hear(state, event, kinds);
};

/** A correction that this country owes another. */
export interface OwedCorrection {
  readonly messageId: string;
  readonly kind: string;
  readonly to: Country;
  readonly fields: readonly string[];
  readonly since: string;
}

export const correctionsOwed = ({ told }: OwedState): readonly OwedCorrection[] =>
  told.flatMap(({ messageId, kind, to, wrong: fields, since }) =>
    fields.length > 0 && since !== undefined ? [{ messageId, kind, to, fields, since }] : [],
  );
