import { describe, expect, it } from '@jest/globals';
import type { State } from '#casework';
import { caseload } from '../social-work/caseload.js';
import { happened, id, opened, received, rowsAfter, sent } from '../spec/happened.js';
import { erasures } from './erasures.js';
import { transfersBoard } from './transfers-board.js';

type Events = Parameters<typeof rowsAfter>[1][];
const row = (...events: Events) => Object.values(rowsAfter(erasures, opened(), ...events))[0];

const erased = happened('PersonErased', {
  requestId: id('request'),
  ground: 'person_request',
  subjects: ['person'],
  certificate: id('certificate'),
  remains: [{ where: 'on_the_way', country: 'MM', until: '2014-08-18' }],
});
const asking = sent('ErasureRequested', 'ask', { answerDue: '2014-08-18' });
const done = happened('ErasureAnswered', {
  ...{ country: 'MM', answer: 'done', by: 'message', certificate: 'no-7' },
  erasedAt: '2014-08-06T02:00:00.000Z',
});

describe('the list of erasures', () => {
  it('tells who was asked and has not answered, and since when and until when it waits', () => {
    expect(row(asking[0]!, erased)).toMatchObject({ waitingFor: [], asked: [{ since: null }] });
    expect(row(asking[0]!, erased, asking[1]!)).toMatchObject({
      certificate: id('certificate'),
      remains: [{ where: 'on_the_way', until: '2014-08-18' }],
      waitingFor: ['MM'],
      asked: [{ country: 'MM', due: '2014-08-18', answer: null }],
      rank: '2014-08-18 2014-08-04T02:00:00.000Z',
    });
  });

  it('tells which missions that were asked by hand are still to be told', () => {
    const mission = { requestId: id('mission'), of: 'BD' as State, mission: 'embassy-bangkok' };
    const toStop = happened('MissionToStop', mission);
    expect(row(erased)).toMatchObject({ missionsToTell: [] });
    expect(row(erased, toStop)).toMatchObject({
      missionsToTell: [{ ...mission, since: '2014-08-04T02:00:00.000Z' }],
    });
    expect(row(erased, toStop, happened('MissionStopped', mission))).toMatchObject({ missionsToTell: [] });
  });

  it('tells what was answered, by message or letter, and a later answer in place of the first', () => {
    const refused = happened('ErasureAnswered', {
      ...{ country: 'MM', answer: 'refused', by: 'message', ground: 'legal_hold', until: '2014-12-31' },
    });
    expect(row(...asking, erased, refused)).toMatchObject({
      waitingFor: [],
      asked: [{ answer: 'refused', ground: 'legal_hold', until: '2014-12-31' }],
    });
    expect(row(...asking, erased, refused, ...sent('ErasureRequested', 'again'))).toMatchObject({
      waitingFor: ['MM'],
    });
    expect(row(...asking, erased, refused, done)).toMatchObject({
      waitingFor: [],
      asked: [{ answer: 'done', certificate: 'no-7', ground: null, until: null }],
    });
  });

  it('waits for nobody where the request did not go or was not taken', () => {
    const withheld = happened('MessageWithheld', {
      ...{ messageId: id('ask'), kind: 'ErasureRequested', to: 'MM' },
    });
    const receipt = happened('MessageReceipted', {
      ...{ messageId: id('ask'), kind: 'ErasureRequested', from: 'MM', outcome: 'refused' },
    });
    expect(row(asking[0]!, erased, withheld)?.['waitingFor']).toEqual([]);
    expect(row(...asking, erased, receipt)?.['waitingFor']).toEqual([]);
  });

  it('holds nothing of a case in which nobody was erased', () => {
    expect(row(...sent('CaseFormSent', 'form'))).toBeUndefined();
  });
});

describe('a request of another country to erase', () => {
  const ask = received('ErasureRequested', 'theirs', { answerDue: '2014-08-18' });
  const asked = happened('ErasureAsked', {
    ...{ messageId: id('theirs'), country: 'MM', ground: 'retention', dueOn: '2014-08-18' },
  });
  const closed = happened('CaseClosed', { reason: 'returned', retainUntil: '2030-01-01' });
  const board = (...events: Events) => Object.values(rowsAfter(transfersBoard, opened(), ...events))[0];
  const load = (...events: Events) =>
    Object.entries(rowsAfter(caseload, opened(), ...events)).find(([key]) => key.startsWith('SW'))?.[1];

  it('is a wait on the board and a task of the owner, also where the case is closed', () => {
    for (const before of [[], [closed]]) {
      expect(board(...before, ask, asked)).toMatchObject({
        aside: false,
        waits: [{ what: 'ErasureRequested', on: 'own', country: 'MM', due: '2014-08-18' }],
      });
      expect(load(...before, ask, asked)).toMatchObject({
        aside: false,
        tasks: [{ what: 'answer_erasure', about: 'MM', due: '2014-08-18' }],
      });
    }
    expect(board(closed)).toMatchObject({ aside: true });
    expect(load(closed)).toMatchObject({ aside: true });
  });

  it('stays a task until the hold ends on which it was refused, and ends where it was refused for good', () => {
    const refused = (ground: 'legal_hold' | 'in_care_here') =>
      happened('ErasureDeclined', {
        ...{ messageId: id('theirs'), country: 'MM', ground, until: '2014-12-31' },
      });
    expect(load(asked, refused('legal_hold'))).toMatchObject({
      tasks: [{ what: 'answer_erasure', due: '2014-12-31' }],
    });
    expect(load(asked, refused('in_care_here'))).toMatchObject({ tasks: [] });
  });
});
