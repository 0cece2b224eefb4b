import type { FieldGroup } from '../dictionary.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import type { RecordedCaseEvent } from '../catalogue.js';
import { consentEvents } from './events.js';
import type { ConsentPurpose } from './purpose.js';

export interface Consent {
  readonly consentId: string;
  readonly purpose: ConsentPurpose;
  readonly recipient: { readonly country: Country; readonly agency?: string | undefined };
  readonly groups: readonly FieldGroup[];
  readonly givenBy: 'person' | 'guardian_with_assent';
  readonly expiresOn?: string | undefined;
  readonly withdrawnAt?: string;
}

export interface ConsentState {
  readonly consents: readonly Consent[];
}

export const noConsent: ConsentState = { consents: [] };

export const evolveConsent = (state: ConsentState, event: RecordedCaseEvent): ConsentState => {
  if (!belongs(consentEvents, event)) return state;
  switch (event.type) {
    case 'ConsentGiven': {
      const { language: _language, interpreter: _interpreter, ...consent } = event.data;
      return { consents: [...state.consents, consent] };
    }
    case 'ConsentRefused':
      return state;
    case 'ConsentWithdrawn':
      return {
        consents: state.consents.map((consent) =>
          consent.consentId === event.data.consentId
            ? { ...consent, withdrawnAt: event.meta.occurredAt }
            : consent,
        ),
      };
  }
};

/** Consents for a purpose towards a country that hold on a day, at the moment of asking. */
export const consentsInForce = (
  state: ConsentState,
  asked: { readonly purpose: ConsentPurpose; readonly country: Country },
  today: string,
): readonly Consent[] =>
  state.consents.filter(
    (consent) =>
      consent.purpose === asked.purpose &&
      consent.recipient.country === asked.country &&
      consent.withdrawnAt === undefined &&
      (consent.expiresOn === undefined || today <= consent.expiresOn),
  );
