import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '#casework';
import { askedByLetter } from '../casework/spec/on-paper.js';
import { outboundSteps } from './outbound-steps.js';

const { file } = askedByLetter();
const [message] = file.disclosure.own;

/** To whom nodes send, once a message of a file was released. */
const sentFrom = async (held: CaseFile): Promise<readonly string[]> => {
  const sent: string[] = [];
  const { publish } = outboundSteps({
    country: 'TH',
    cases: { load: () => Promise.resolve({ file: held }) } as unknown as Parameters<
      typeof outboundSteps
    >[0]['cases'],
    channelTo: (to) => ({
      answersByItself: true,
      send: () => {
        sent.push(to);
        return Promise.resolve();
      },
    }),
    referenceFor: (_country, caseId) => caseId,
    consentReferenceFor: (_country, consentId) => consentId,
    speaks: () => 2,
    officeOf: () => 'focal',
  });
  const event = {
    ...{ caseId: held.caseId, messageId: message?.messageId ?? '', eventId: 'event' },
    type: 'MessageReleased' as const,
    ...{ correlationId: 'correlation', recordedAt: '2013-06-03T04:00:00.000Z' },
  };
  await publish(event, 1);
  return sent;
};

describe('a message that was released', () => {
  it('as a letter goes to no node, also where the settings name one since', async () => {
    expect(await sentFrom(file)).toEqual([]);
    const { letter: _letter, ...byNode } = message!;
    const own = [byNode];
    expect(await sentFrom({ ...file, disclosure: { ...file.disclosure, own } })).toEqual(['MM']);
  });
});
