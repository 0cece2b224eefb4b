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
const ownClaim = '3f9a2a55-9f1c-4a36-9c5a-0c8f3c1b2a02';
const own = claimed(ownClaim);
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

const readOf = (events: readonly RecordedCaseEvent[], agency = 'msdhs-tak') =>
  caseRead(fold('1', events), events, {
    caller: thaiCaller(agency),
    as: viewerIn(fold('1', events), thaiCaller(agency), factsOf('TH')),
    facts: factsOf('TH'),
    now: at,
    requestId: 'request',
    knownCases: new Set(),
  }).body.events;

const namesIn = (events: readonly RecordedCaseEvent[]): readonly unknown[] =>
  readOf(events)
    .filter(({ type }) => type === 'NameClaimed')
    .map(({ data }) => data['name']);

describe('a case as it is read', () => {
  const before = [
    ['asked', own],
    ['receive', received],
    ['receive', brought],
  ] as const;

  it('shows what a message brought while it may be used', () => {
    expect(namesIn(history(...before))).toEqual([name, name]);
  });

  it('marks what was told otherwise since, in the file and in the message, until that is called back', () => {
    const opened: NewCaseEvent = {
      type: 'CaseOpened',
      data: {
        ...{ side: 'receiving', channel: 'partner_state', sex: 'female', ageBand: 'adult' },
        ...{ mainLanguage: 'my', urgency: 'normal', foundIn: 'MM', owner: 'datip' },
      },
    };
    const corrected: NewCaseEvent = { type: 'ProfileCorrected', data: { sex: 'male', from: 'MM' } };
    const correction = { from: 'MM', messageId: message, kind: 'CaseFormSent', fields: ['names'] } as const;
    const told: NewCaseEvent = {
      type: 'CorrectionReceived',
      data: { ...correction, fields: ['names'] },
    };
    const lines = [
      ['receive', received],
      ['receive', opened],
      ['correct', told],
      ['correct', corrected],
    ] as const;
    const marks = (events: readonly RecordedCaseEvent[]) =>
      Object.fromEntries(
        readOf(events, 'datip').flatMap(({ type, toldOtherwise }) =>
          toldOtherwise ? [[type, toldOtherwise]] : [],
        ),
      );
    expect(marks(history(...lines))).toEqual({ CaseOpened: ['sex'], MessageReceived: ['names'] });
    const itself: NewCaseEvent = {
      ...received,
      data: { ...received.data, messageId: ownClaim, kind: 'CorrectionSent', sequence: 2 },
    };
    const back = { type: 'MessageUseStopped', data: { ...stopped.data, messageIds: [ownClaim] } };
    expect(
      marks(history(...lines, ['correct', itself], ['recall', back as unknown as NewCaseEvent])),
    ).toEqual({});
  });

  it('shows nothing of P2 and above of it once its use has stopped, and the rest as before', () => {
    const after = history(...before, ['recall', stopped]);
    expect(namesIn(after)).toEqual([name, undefined]);
    expect(readOf(after).flatMap(({ type, wrong }) => (wrong ? [[type, wrong]] : []))).toEqual([
      ['MessageReceived', 'called_back'],
      ['NameClaimed', 'called_back'],
    ]);
  });
});
