import { describe, expect, it } from '@jest/globals';
import { viewerIn } from '#access';
import { fold, type NewCaseEvent, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { caseRead } from './case-read.js';
import { thaiCaller } from './spec/caller.js';

const at = '2014-08-04T03:00:00.000Z';
const message = '3f9a2a55-9f1c-4a36-9c5a-0c8f3c1b2a01';
const name = { text: 'မမြင့်', script: 'Mymr', kind: 'legal' } as const;

const claimed = (claimId: string): NewCaseEvent => ({
  type: 'NameClaimed',
  data: { claimId, source: 'partner_state', confidence: 'medium', name },
});
const own = claimed('3f9a2a55-9f1c-4a36-9c5a-0c8f3c1b2a02');
const brought = claimed('3f9a2a55-9f1c-4a36-9c5a-0c8f3c1b2a03');
const received: NewCaseEvent = {
  type: 'MessageReceived',
  data: {
    messageId: message,
    kind: 'CaseFormSent',
    from: 'MM',
    sequence: 1,
    sentAt: at,
    instrument: 'th-mm-mou',
    instrumentVersion: '2009',
    clause: '2.1',
    purpose: 'nationality_confirmation',
    groups: ['identity'],
    outcome: 'effective',
    payload: {},
  },
};
const stopped: NewCaseEvent = {
  type: 'MessageUseStopped',
  data: { from: 'MM', messageIds: [message], because: 'recalled' },
};

/** Events with the command that recorded each. */
const history = (...lines: readonly (readonly [string, NewCaseEvent])[]): RecordedCaseEvent[] =>
  lines.map(
    ([commandId, { type, data }], revision) =>
      ({
        type,
        data,
        meta: {
          eventId: `event-${revision}`,
          revision,
          streamId: 'case-1',
          country: 'TH',
          agency: 'datip',
          actor: 'officer',
          occurredAt: at,
          recordedAt: at,
          commandId,
          bodyHash: '',
          correlationId: '',
          causationId: '',
        },
      }) as RecordedCaseEvent,
  );

const namesIn = (events: readonly RecordedCaseEvent[]): readonly unknown[] => {
  const { body } = caseRead(fold('1', events), events, {
    caller: thaiCaller('msdhs-tak'),
    as: viewerIn(fold('1', events), thaiCaller('msdhs-tak'), factsOf('TH')),
    facts: factsOf('TH'),
    now: at,
    requestId: 'request',
    knownCases: new Set(),
  });
  return body.events.filter(({ type }) => type === 'NameClaimed').map(({ data }) => data['name']);
};

describe('a case as it is read', () => {
  const before = [
    ['asked', own],
    ['receive', received],
    ['receive', brought],
  ] as const;

  it('shows what a message brought while it may be used', () => {
    expect(namesIn(history(...before))).toEqual([name, name]);
  });

  it('shows nothing of P2 and above of it once its use has stopped, and the rest as before', () => {
    expect(namesIn(history(...before, ['recall', stopped]))).toEqual([name, undefined]);
  });
});
