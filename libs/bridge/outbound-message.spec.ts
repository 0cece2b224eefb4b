import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyFile, type OwnMessage } from '#casework';
import { writtenMessage, type WritingParts } from './outbound-message.js';
import { blind, blindConsent } from './reference.js';
import { mostConsents, wireText, type WireVersion } from './wire/message.js';

const secret = new Uint8Array(32).fill(7);
const writing = (version: WireVersion): WritingParts => ({
  country: 'TH',
  referenceFor: (to, caseId) => blind(secret, to, caseId),
  consentReferenceFor: (to, consentId) => blindConsent(secret, to, consentId),
  speaks: () => version,
  officeOf: (country) => `office-of-${country.toLowerCase()}`,
});

const ids = fc.array(fc.uuid(), { maxLength: 60 });
const own: fc.Arbitrary<OwnMessage> = fc
  .record({ messageId: fc.uuid(), consents: ids, withdrawn: fc.option(ids, { nil: undefined }) })
  .map((given) => ({
    ...{ kind: 'CaseNotified', to: 'MM', instrument: 'mou', instrumentVersion: '2009', clause: '1.1' },
    ...{ purpose: 'notification', groups: ['reference'], fields: [], status: 'released' },
    ...{ approvedAt: '2014-08-04T02:00:00.000Z', approvedBy: { actor: 'officer-1', agency: 'police' } },
    ...given,
  }));
const place = fc.record({
  caseId: fc.uuid(),
  sequence: fc.integer({ min: 1 }),
  sentAt: fc.constant('2014-08-04T02:00:00.000Z'),
});

describe('A message of ours', () => {
  it('says in the second version what it says in the first, under the same id and number, and more beside it', () => {
    fc.assert(
      fc.property(own, place, (message, where) => {
        const [first, second] = ([1, 2] as const).map((version) =>
          writtenMessage(message, { noticeId: 'x' }, where, emptyFile(where.caseId), writing(version)),
        );
        expect(wireText(1, 'message', first)).toEqual(first);
        expect(wireText(2, 'message', second)).toEqual(second);
        expect(second).toMatchObject({ ...first, wireVersion: 2 });
      }),
    );
  });

  it('tells a script in the second that the first has no word for, with the same letters', () => {
    const payload = { names: [{ text: 'করিম', script: 'Beng', kind: 'legal' }] };
    const [message] = fc.sample(own, 1);
    const [where] = fc.sample(place, 1);
    const scripts = ([1, 2] as const).map(
      (version) =>
        writtenMessage(message!, payload, where!, emptyFile(where!.caseId), writing(version)).payload,
    );
    expect(scripts).toEqual([{ names: [{ ...payload.names[0], script: 'Zyyy' }] }, payload]);
  });

  it('names the offices of the two countries and never who decided, nor a consent by its own id', () => {
    fc.assert(
      fc.property(own, place, (message, where) => {
        const text = JSON.stringify(writtenMessage(message, {}, where, emptyFile(where.caseId), writing(2)));
        expect(text).toContain('"offices":{"from":"office-of-th","to":"office-of-mm"}');
        for (const secretly of ['officer-1', 'police', ...message.consents, ...(message.withdrawn ?? [])])
          expect(text).not.toContain(secretly);
      }),
    );
  });

  it('names a consent by the same reference to one country, in what rests on it and in its withdrawal', () => {
    fc.assert(
      fc.property(own, place, fc.uuid(), (message, where, consentId) => {
        const named = (change: Partial<OwnMessage>) => {
          const written = writtenMessage(
            { ...message, withdrawn: undefined, ...change },
            {},
            where,
            emptyFile(where.caseId),
            writing(2),
          );
          return written.wireVersion === 2 ? written.consents : [];
        };
        const rests = named({ consents: [...message.consents, consentId] });
        expect(rests.length).toBeLessThanOrEqual(mostConsents);
        expect(rests.at(-1)).toBe(named({ consents: [], withdrawn: [consentId] })[0]);
        expect(rests.at(-1)).not.toBe(blindConsent(secret, 'KH', consentId));
        expect(rests.at(-1)).not.toBe(blind(secret, 'MM', consentId));
      }),
    );
  });
});
