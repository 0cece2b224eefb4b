import { duties } from '../../records/duty.js';

export const consentDuties = duties({
  kinds: {
    consent_expires: {
      summary: 'A consent ends on its day: ask the person anew, if it is needed still.',
      endedBy: ['GiveConsent', 'WithdrawConsent'],
      restsOn: ['ConsentGiven'],
      clock: 'set',
      neverLate: true,
    },
  },
  reads: ['consent'],
  standing: ({ consent }) =>
    consent.running.map(({ consentId: about, givenAt: since, expiresOn: day }) => ({
      ...{ kind: 'consent_expires', about, since, due: { day } },
      bearer: { kind: 'case_office' },
    })),
});
