import { describe, expect, it } from '@jest/globals';
import { id } from '../../casework/spec/sample.js';
import { There } from '../../casework/spec/lands.js';
import { caseId, happened, rowsAfter } from '../spec/happened.js';
import { relays } from './relays.js';

const relayId = id('relay');
const messageId = id('message');
const begun = (urgent = false) =>
  happened('RelayBegun', {
    ...{ relayId, messageId, with: There, way: 'in', urgent, dueOn: '2013-06-06' },
    offices: ['liaison', 'county'],
  });
const hop = happened('RelayHopReported', {
  ...{ relayId, office: 'liaison', next: 'county', dueOn: '2013-06-11' },
});
const rows = (...events: Parameters<typeof rowsAfter> extends [unknown, ...infer E] ? E : never) =>
  Object.values(rowsAfter(relays, ...events));

describe('the list of an office that passes messages on', () => {
  it('has what waits for the office whose turn it is, with its day', () => {
    expect(rows(begun())).toMatchObject([{ turn: ['liaison'], due: '2013-06-06', urgent: false }]);
    expect(rows(begun(), hop)).toMatchObject([{ turn: ['county'], due: '2013-06-11' }]);
    expect(rows(begun(true))).toMatchObject([{ turn: ['liaison', 'county'], urgent: true }]);
  });

  it('has it for nobody once it is taken back, and nothing after erasure', () => {
    const stopped = happened('MessageUseStopped', {
      ...{ from: There, messageIds: [messageId], because: 'recalled' },
    });
    expect(rows(begun(), stopped)).toMatchObject([{ turn: [] }]);
    const erased = happened('PersonErased', {
      ...{ requestId: caseId, ground: 'person_request', subjects: ['person'] },
    });
    expect(rows(begun(), erased)).toEqual([]);
  });
});
