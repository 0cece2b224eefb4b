import type { FieldGroup } from '../words/dictionary.js';
import type { State } from '../words/states.js';
import { consentEvents } from './events.js';
import type { ConsentPurpose } from '../words/purpose.js';
import { belongs, type RecordedEventOf } from '../words/event.js';
import { contactEvents } from '../contact/events.js';
import { protectionEvents } from '../protection/events.js';

/** Events of other processes that bear on it. */
export const consentHears = {
  ContactStopped: contactEvents.ContactStopped,
  ProtectionScreened: protectionEvents.ProtectionScreened,
};

type ConsentEvent = RecordedEventOf<typeof consentEvents & typeof consentHears>;

export interface Consent {
  readonly consentId: string;
  readonly purpose: ConsentPurpose;
  readonly recipient: { readonly country: State; readonly agency?: string | undefined };
  readonly groups: readonly FieldGroup[];
  readonly givenBy: 'person' | 'guardian_with_assent';
  /** When it was recorded: a consent counts from then (domain.md 2.8). */
  readonly givenAt: string;
  readonly guardianId?: string | undefined;
  readonly interpreter?: string | undefined;
  readonly expiresOn?: string | undefined;
  readonly withdrawnAt?: string;
}

export type RefusedConsent = Pick<Consent, 'purpose' | 'recipient'>;

export interface ConsentState {
  readonly consents: readonly Consent[];
  /** When each was given and expires, in clear: what it covers may be sealed. */
  readonly running: readonly {
    readonly consentId: string;
    readonly givenAt: string;
    readonly expiresOn: string;
  }[];
  /** Consents asked for and not given. */
  readonly refusals: readonly RefusedConsent[];
}

export const noConsent: ConsentState = { consents: [], running: [], refusals: [] };

type Given = Extract<ConsentEvent, { readonly type: 'ConsentGiven' }>;

/** A consent as it was given; none where what it covers cannot be opened (no key, erased): it covers nothing then. */
const consentIn = ({ data, meta }: Given): readonly Consent[] => {
  const { language: _language, purpose, recipient, groups, ...given } = data;
  return purpose === undefined || recipient === undefined || groups === undefined
    ? []
    : [{ ...given, purpose, recipient, groups, givenAt: meta.recordedAt }];
};

/** The time that runs for a consent which ends on a day. */
const runningIn = ({ data: { consentId, expiresOn }, meta }: Given): ConsentState['running'] =>
  expiresOn === undefined ? [] : [{ consentId, givenAt: meta.occurredAt, expiresOn }];

/** The state towards which all that was consented to ends with an event: whoever is asked again consents again. */
const endedTowards = (event: ConsentEvent): State | undefined => {
  if (event.type === 'ContactStopped') return event.data.with;
  if (event.type !== 'ProtectionScreened') return undefined;
  const { about, result } = event.data;
  return result === undefined || result === 'no_fear' ? undefined : about;
};

export const evolveConsent = (state: ConsentState, event: ConsentEvent): ConsentState => {
  const ended = endedTowards(event);
  if (ended !== undefined)
    return {
      ...state,
      consents: state.consents.map((consent) =>
        consent.recipient.country === ended && consent.withdrawnAt === undefined
          ? { ...consent, withdrawnAt: event.meta.recordedAt }
          : consent,
      ),
    };
  if (!belongs(consentEvents, event)) return state;
  switch (event.type) {
    case 'ConsentGiven':
      return {
        ...state,
        consents: [...state.consents, ...consentIn(event)],
        running: [...state.running, ...runningIn(event)],
      };
    case 'ConsentRefused': {
      const { purpose, recipient } = event.data;
      return purpose === undefined || recipient === undefined
        ? state
        : { ...state, refusals: [...state.refusals, { purpose, recipient }] };
    }
    case 'ConsentWithdrawn':
      return {
        ...state,
        consents: state.consents.map((consent) =>
          consent.consentId === event.data.consentId
            ? { ...consent, withdrawnAt: event.meta.occurredAt }
            : consent,
        ),
        running: state.running.filter(({ consentId }) => consentId !== event.data.consentId),
      };
  }
};
