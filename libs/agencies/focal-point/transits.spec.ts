import { describe, expect, it } from '@jest/globals';
import { caseId, happened, id, rowsAfter } from '../spec/happened.js';
import { transits } from './transits.js';

const request = id('request');
const asked = (messageId = request, on = '2014-08-04') =>
  happened('TransitRequestReceived', {
    ...{ from: 'LA', on, entry: 'gate', exit: 'bridge', escorts: 2, messageId, answerDue: '2014-08-01' },
    names: [{ text: 'Aye', script: 'Latn', kind: 'legal' }],
  });
const answer = { by: 'TH', to: 'LA', on: '2014-08-04', answers: request, messageId: id('answer') } as const;
/** Events of a node of the country on the way. */
const here = { meta: { country: 'TH' } } as const;
const permitted = happened('TransitPermitted', answer, here);
const refused = happened('TransitRefused', { ...answer, reason: 'logistics' }, here);
const takenBack = happened('MessageUseStopped', {
  ...{ from: 'LA', messageIds: [request], because: 'recalled' },
});

const stateAfter = (...events: Parameters<typeof rowsAfter>[1][]): unknown =>
  rowsAfter(transits, ...events)[caseId]?.['state'];

describe('the passages that a focal point is asked for', () => {
  it('show the line of the manifest, and until when an answer is due', () => {
    expect(rowsAfter(transits, asked())[caseId]).toMatchObject({
      ...{
        askedBy: 'LA',
        state: 'asked',
        on: '2014-08-04',
        until: '2014-08-04',
        entry: 'gate',
        exit: 'bridge',
      },
      ...{ escorts: 2, due: '2014-08-01', names: [{ field: 'names' }] },
    });
  });

  it('are permitted, refused or taken back, whichever was said last', () => {
    expect(stateAfter(asked())).toBe('asked');
    expect(stateAfter(asked(), permitted)).toBe('permitted');
    expect(stateAfter(asked(), permitted, refused)).toBe('refused');
    expect(stateAfter(asked(), permitted, takenBack)).toBe('withdrawn');
    expect(stateAfter(asked(), takenBack, permitted)).toBe('withdrawn');
    expect(stateAfter(asked(), permitted, asked(id('newer'), '2014-08-09'))).toBe('asked');
  });

  it('keep nothing after an erasure, and nothing of a case that asks for none', () => {
    const erased = happened('PersonErased', {
      ...{ requestId: id('erasure'), ground: 'person_request', subjects: ['person'] },
    });
    expect(rowsAfter(transits, asked(), erased)).toEqual({});
    expect(rowsAfter(transits, permitted, takenBack)).toEqual({});
  });
});
