import fc from 'fast-check';
import { sharesInstrument } from '../words/sharing.js';
import { State, states } from '../words/states.js';
import { given } from './given.js';
import { asSaid, caseOpened } from './histories.js';
import { Here } from './lands.js';
import { id, sampleContext } from './sample.js';

export const Afar = State.parse('BD');
export const told = {
  mission: 'focal',
  groups: ['identity', 'documents'] as ('identity' | 'documents')[],
};
export const afar = fc
  .constantFrom(...states)
  .filter((state) => !sharesInstrument(state, sampleContext()) && state !== Here);
export const consentTo = (country: State) => ({
  type: 'ConsentGiven' as const,
  data: {
    consentId: '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a11',
    purpose: 'nationality_confirmation' as const,
    recipient: { country },
    groups: ['identity' as const, 'documents' as const, 'origin' as const],
    givenBy: 'person' as const,
    language: 'my',
  },
});
export const unafraidOf = (about: State) =>
  ({
    type: 'ProtectionScreened',
    data: {
      ...{ screeningId: '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a12', about, language: 'my', inPrivate: true },
      result: 'no_fear',
    },
  }) as const;
export const claims = (country: State) =>
  ({
    type: 'NationalityClaimed',
    data: { ...asSaid, claimId: id('nationality'), nationality: { country, basis: 'Born there' } },
  }) as const;
export const ready = (state: State) => given(caseOpened, claims(state), unafraidOf(state), consentTo(state));
/** The denial of what an embassy is not told, as it is recorded. */
export const denied = (to: State, reason: string, channel = 'embassy') => ({
  DisclosureDenied: { kind: 'NationalityConfirmationRequested', to, reason, channel },
});
