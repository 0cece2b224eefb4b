import { describe, expect, it } from '@jest/globals';
import { happened, id, rowsAfter } from '../spec/happened.js';
import { letters } from './letters.js';

const [asking, recall, erasing] = [id('asking'), id('recall'), id('erasing')];
const released = (messageId: string, kind: string, letter?: string) =>
  happened('MessageReleased', {
    ...{ messageId, kind, to: 'CN', sequence: 1 },
    ...(letter === undefined ? {} : { letter }),
  });
const asked = released(asking, 'CaseFormSent', 'TH-CN-0000-00000');
const approved = (messageId: string, kind: string, stops?: string[]) =>
  happened('MessageApproved', {
    ...{ messageId, kind, to: 'CN', instrument: 'mou', instrumentVersion: '1' },
    ...{ clause: '4.3', purpose: 'safety', consents: [], groups: ['reference'], fields: [] },
    ...(stops ? { stops } : {}),
  });
const recalled = approved(recall, 'MessageRecalled', [asking]);
const handedOver = happened('LetterHandedOver', {
  ...{ letter: 'TH-CN-0000-00000', messageId: asking, kind: 'CaseFormSent', to: 'CN', office: 'mps' },
});
const filed = happened('LetterReceiptFiled', {
  ...{ letter: 'TH-CN-0000-00000', messageId: asking, kind: 'CaseFormSent', from: 'CN' },
  scan: 'a'.repeat(64),
});
const erased = happened('PersonErased', {
  ...{ requestId: id('request'), ground: 'person_request', subjects: ['person'] },
});

const stateAfter = (...events: Parameters<typeof rowsAfter>[1][]): unknown =>
  rowsAfter(letters, ...events)[asking]?.['state'];
const rankOf = (key: string, ...events: Parameters<typeof rowsAfter>[1][]): string =>
  String(rowsAfter(letters, ...events)[key]?.['rank']);

describe('the letters that a focal point hands over', () => {
  it('are those that go on paper, and say of each what is still to be done', () => {
    expect(rowsAfter(letters, released(asking, 'CaseFormSent'))).toEqual({});
    expect(rowsAfter(letters, asked)[asking]).toMatchObject({
      ...{ letter: 'TH-CN-0000-00000', kind: 'CaseFormSent', to: 'CN', state: 'to_hand_over' },
      ...{ urgent: false, handedOverAt: null, office: null },
    });
    expect(stateAfter(asked, handedOver)).toBe('handed_over');
    expect(stateAfter(asked, handedOver, filed)).toBe('receipt_filed');
  });

  it('are not to be handed over once they were called back; what was handed over stays so', () => {
    expect(stateAfter(asked, recalled)).toBe('called_back');
    expect(stateAfter(asked, handedOver, recalled)).toBe('handed_over');
  });

  it('are called back by whatever stops their kind, and never what itself stops', () => {
    const stop = (kind: string) => approved(erasing, kind);
    const answer = released(asking, 'NationalityResultSent', 'TH-CN-0000-00000');
    const told = approved(recall, 'NationalityResultWithdrawn', [asking]);
    expect(stateAfter(answer, told)).toBe('called_back');
    const plan = released(asking, 'RepatriationProposed', 'TH-CN-0000-00000');
    for (const kind of ['ReturnCancelled', 'ReturnSuspended', 'ContactStopped', 'ErasureRequested'])
      expect(stateAfter(plan, stop(kind))).toBe('called_back');
    for (const kind of ['ReturnCancelled', 'ReturnSuspended']) {
      expect(stateAfter(asked, stop(kind))).toBe('to_hand_over');
      expect(stateAfter(plan, handedOver, stop(kind))).toBe('handed_over');
    }
    const calledBack = released(asking, 'MessageRecalled', 'TH-CN-0000-00000');
    expect(stateAfter(calledBack, stop('ContactStopped'))).toBe('to_hand_over');
  });

  it('begin with what stops something', () => {
    const both = [asked, released(recall, 'MessageRecalled', 'TH-CN-1111-11111')] as const;
    expect(rankOf(recall, ...both) < rankOf(asking, ...both)).toBe(true);
    expect(rankOf(asking, ...both) < rankOf(asking, ...both, handedOver)).toBe(true);
  });

  it('of an erased person are those that ask others to erase, and no others', () => {
    const request = released(erasing, 'ErasureRequested', 'TH-CN-2222-22222');
    expect(Object.keys(rowsAfter(letters, asked, request, erased))).toEqual([erasing]);
  });
});
