import { duties } from '../../records/duty.js';

export const ageDuties = duties({
  kinds: {
    verify_age: {
      summary: 'Find out how old the person is, as it was asked for.',
      endedBy: ['VerifyAge'],
      restsOn: ['AgeVerificationRequested'],
    },
  },
  reads: ['age'],
  standing: ({ age: { asked, verified } }) =>
    asked
      .slice(-1)
      .filter(({ at }) => verified.every((found) => Date.parse(found.at) < Date.parse(at)))
      .map(({ eventId: about, at: since }) => ({
        ...{ kind: 'verify_age', about, since },
        bearer: { kind: 'mandate', mandate: 'health' },
      })),
});
