import { coordinationEvents } from '../coordination/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import { entriesEvents } from '../entries/events.js';
import { erasureEvents } from '../erasure/events.js';
import { identificationEvents, type ageResults } from '../identification/events.js';
import { identityEvents } from '../identity/events.js';
import type { RecordedEventOf } from '../words/event.js';

/** Where an entry stands: when it happened, and its place in the file. */
export interface PlacedEntry {
  readonly eventId: string;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  readonly revision: number;
}

/** A birth date that someone claims. `born` is null where it cannot be read. */
export interface BirthClaim<B> extends PlacedEntry {
  readonly claimId: string;
  /** Command that recorded it: a message of another country may have brought it. */
  readonly commandId: string;
  /** Band of the country's law on the day of the claim. */
  readonly band: string;
  readonly born: B | null;
}

/** What a doctor or an office found. `years` is null where they were not told or cannot be read. */
export interface Verification<Y> extends PlacedEntry {
  readonly result: (typeof ageResults)[number];
  readonly band: string;
  readonly years: Y | null;
}

/**
 * All that is known of a person's age. It is folded by one function in the file, where birth dates and years stand in
 * clear, and in the row of the lists, where they stand sealed: what both say of an age comes from the same entries.
 */
export interface AgeEvidence<B = string, Y = number> {
  /** Band given when the case was opened; null before. */
  readonly opened: string | null;
  /** Bands set by hand. */
  readonly bands: readonly (PlacedEntry & { readonly band: string })[];
  readonly claims: readonly BirthClaim<B>[];
  readonly asked: readonly PlacedEntry[];
  readonly presumed: readonly PlacedEntry[];
  readonly verified: readonly Verification<Y>[];
  /** Messages of another country, and the command that gave effect to each. */
  readonly received: readonly { readonly messageId: string; readonly commandId: string }[];
}

export const noAgeEvidence: AgeEvidence<never, never> = {
  opened: null,
  bands: [],
  claims: [],
  asked: [],
  presumed: [],
  verified: [],
  received: [],
};

interface AgeEventMeta {
  readonly eventId: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly commandId: string;
}

/** An event that bears on an age, by its open fields alone. */
export type AgeEvent = { readonly meta: AgeEventMeta } & (
  | { readonly type: 'CaseOpened'; readonly data: { readonly ageBand: string } }
  | { readonly type: 'AgeBandSet'; readonly data: { readonly ageBand: string } }
  | {
      readonly type: 'BirthDateClaimed';
      readonly data: { readonly claimId: string; readonly ageBand: string };
    }
  | { readonly type: 'ClaimCorrected'; readonly data: { readonly claimId: string } }
  | { readonly type: 'AgeVerificationRequested' | 'AgePresumedMinor' | 'PersonErased'; readonly data: object }
  | {
      readonly type: 'AgeVerified';
      readonly data: { readonly result: (typeof ageResults)[number]; readonly ageBand: string };
    }
  | { readonly type: 'EntryTakenBack'; readonly data: { readonly entryId: string } }
  | { readonly type: 'MessageReceived'; readonly data: { readonly messageId: string } }
  | { readonly type: 'MessageUseStopped'; readonly data: { readonly messageIds: readonly string[] } }
);

/** Events that bear on an age. */
export const ageHears = {
  CaseOpened: coordinationEvents.CaseOpened,
  AgeBandSet: identityEvents.AgeBandSet,
  BirthDateClaimed: identityEvents.BirthDateClaimed,
  ClaimCorrected: identityEvents.ClaimCorrected,
  AgeVerificationRequested: identificationEvents.AgeVerificationRequested,
  AgePresumedMinor: identificationEvents.AgePresumedMinor,
  AgeVerified: identificationEvents.AgeVerified,
  EntryTakenBack: entriesEvents.EntryTakenBack,
  MessageReceived: disclosureEvents.MessageReceived,
  MessageUseStopped: disclosureEvents.MessageUseStopped,
  PersonErased: erasureEvents.PersonErased,
};

/** The evidence after an event. `sealed` are the values that the event keeps sealed, in the form in which the caller has them. */
export const evolveAge = <B, Y>(
  evidence: AgeEvidence<B, Y>,
  event: AgeEvent,
  sealed: { readonly born: B | null; readonly years: Y | null },
): AgeEvidence<B, Y> => {
  const { eventId, occurredAt, recordedAt, revision, commandId } = event.meta;
  const at = Date.parse(occurredAt) < Date.parse(recordedAt) ? occurredAt : recordedAt;
  const place = { eventId, at, revision };
  switch (event.type) {
    case 'CaseOpened':
      return { ...evidence, opened: event.data.ageBand };
    case 'AgeBandSet':
      return { ...evidence, bands: [...evidence.bands, { ...place, band: event.data.ageBand }] };
    case 'BirthDateClaimed': {
      const { claimId, ageBand: band } = event.data;
      return {
        ...evidence,
        claims: [...evidence.claims, { ...place, claimId, commandId, band, born: sealed.born }],
      };
    }
    case 'ClaimCorrected':
      return { ...evidence, claims: evidence.claims.filter(({ claimId }) => claimId !== event.data.claimId) };
    case 'AgeVerificationRequested':
      return { ...evidence, asked: [...evidence.asked, place] };
    case 'AgePresumedMinor':
      return { ...evidence, presumed: [...evidence.presumed, place] };
    case 'AgeVerified': {
      const { result, ageBand: band } = event.data;
      return {
        ...evidence,
        verified: [...evidence.verified, { ...place, result, band, years: sealed.years }],
      };
    }
    case 'EntryTakenBack':
      return withoutEntry(evidence, event.data.entryId);
    case 'MessageReceived':
      return {
        ...evidence,
        received: [...evidence.received, { messageId: event.data.messageId, commandId }],
      };
    case 'MessageUseStopped':
      return withoutUse(evidence, event.data.messageIds);
    case 'PersonErased':
      return {
        ...evidence,
        claims: evidence.claims.map((claim) => ({ ...claim, born: null })),
        verified: evidence.verified.map((verification) => ({ ...verification, years: null })),
      };
  }
};

/** Without what came with messages that may no longer be used. */
const withoutUse = <B, Y>(evidence: AgeEvidence<B, Y>, messageIds: readonly string[]): AgeEvidence<B, Y> => {
  const stopped = new Set(
    evidence.received
      .filter(({ messageId }) => messageIds.includes(messageId))
      .map(({ commandId }) => commandId),
  );
  return { ...evidence, claims: evidence.claims.filter(({ commandId }) => !stopped.has(commandId)) };
};

/** Without an entry that was made by mistake. */
const withoutEntry = <B, Y>(evidence: AgeEvidence<B, Y>, entryId: string): AgeEvidence<B, Y> => {
  const stands = ({ eventId }: PlacedEntry): boolean => eventId !== entryId;
  return {
    ...evidence,
    bands: evidence.bands.filter(stands),
    claims: evidence.claims.filter(stands),
    asked: evidence.asked.filter(stands),
    presumed: evidence.presumed.filter(stands),
    verified: evidence.verified.filter(stands),
  };
};

/** The same as an event of the file, which holds in clear what could be opened. */
export const evolveAgeInClear = (
  evidence: AgeEvidence,
  event: RecordedEventOf<typeof ageHears>,
): AgeEvidence => {
  const born = event.type === 'BirthDateClaimed' ? (event.data.birthDate?.value ?? null) : null;
  const years = event.type === 'AgeVerified' ? (event.data.years ?? null) : null;
  return evolveAge(evidence, event, { born, years });
};
