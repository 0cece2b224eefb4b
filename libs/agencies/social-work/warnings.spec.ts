import { describe, expect, it } from '@jest/globals';
import { transfersBoard } from '../focal-point/transfers-board.js';
import { embassyInbox } from '../embassy/nationality-inbox.js';
import { caseId, happened, id, opened, received, rowsAfter } from '../spec/happened.js';
import { stillToDo } from '../duty-time.js';
import { caseload } from './caseload.js';

type Events = Parameters<typeof rowsAfter>[1][];
const load = (...events: Events) => rowsAfter(caseload, opened(), ...events)[`SW ${caseId}`];
const board = (...events: Events) => rowsAfter(transfersBoard, opened(), ...events)[caseId];

const alertId = id('alert');
const alert = { kind: 'in_danger' as const, asks: ['find' as const], urgency: 'urgent' as const };
const proposed = happened('SafetyAlertProposed', { alertId, to: 'MM', alert, whyNotAsked: 'Gone.' });
const decided = happened('SafetyAlertDecided', { alertId, to: 'MM', on: 'vital_interest', alert });
const messageId = id('message');
const sent = happened('SafetyAlertSent', { alertId, to: 'MM', messageId, tellBy: '2014-08-05' });
const ofMessage = { messageId, kind: 'SafetyAlert' } as const;
const withheld = happened('MessageWithheld', { ...ofMessage, to: 'MM', reason: 'no_instrument' });
const refused = happened('MessageReceipted', { ...ofMessage, from: 'MM', outcome: 'refused' });
const closed = happened('CaseClosed', { reason: 'returned', retainUntil: '2024-08-04' });
const died = happened('PersonDied', { notified: [] });

describe('a warning on the lists', () => {
  it('waits for its second signature, for an instrument, and for the person to be told, each as a task', () => {
    expect(load(proposed)).toMatchObject({ tasks: [{ what: 'confirm_warning', about: alertId }] });
    expect(load(proposed, decided)).toMatchObject({ tasks: [{ what: 'send_warning', about: alertId }] });
    expect(load(proposed, decided, sent)).toMatchObject({
      tasks: [{ what: 'tell_of_warning', about: alertId, due: '2014-08-05' }],
    });
    expect(load(proposed, decided, sent, happened('PersonToldOfAlert', { alertId }))).toMatchObject({
      tasks: [],
    });
    expect(board(proposed)).toMatchObject({ waits: [{ id: alertId, what: 'confirm_warning', on: 'own' }] });
    expect(board(proposed, decided)).toMatchObject({ waits: [{ id: alertId, what: 'send_warning' }] });
    expect(board(proposed, decided, sent)).toMatchObject({
      waits: [{ what: 'tell_of_warning', due: '2014-08-05' }],
    });
  });

  it('that did not leave, or was not taken there, waits to be sent again', () => {
    expect(load(decided, sent, withheld)).toMatchObject({
      tasks: [{ what: 'send_warning', about: alertId }],
    });
    expect(board(decided, sent, withheld)).toMatchObject({ waits: [{ what: 'send_warning' }] });
    expect(load(decided, sent, refused)?.['tasks']).toMatchObject([
      { what: 'tell_of_warning' },
      { what: 'send_warning' },
    ]);
    expect(load(decided, sent, died, withheld)).toMatchObject({ tasks: [] });
    expect(load(sent, withheld)).toMatchObject({ tasks: [] });
  });

  it('waits for no second signature any more once the first has lapsed', () => {
    const until = happened('SafetyAlertProposed', {
      ...{ alertId, to: 'MM', alert, whyNotAsked: 'Gone.', confirmBy: '2014-09-03' },
    });
    for (const list of [load(until)?.['tasks'], board(until)?.['waits']]) {
      const kept = list as readonly { readonly until?: string }[];
      expect(kept).toMatchObject([{ what: 'confirm_warning', due: null, until: '2014-09-03' }]);
      expect(stillToDo(kept, '2014-09-03')).toEqual(kept);
      expect(stillToDo(kept, '2014-09-04')).toEqual([]);
    }
  });

  const came = [
    received('SafetyAlert', 'theirs', { answerDue: '2014-08-05' }),
    happened('SafetyAlertReceived', {
      ...{ alertId, from: 'MM', messageId: id('theirs'), alert, dueOn: '2014-08-05' },
    }),
  ];

  it('of another country is a task with a day for the owner and the focal point until it is answered', () => {
    expect(load(...came)).toMatchObject({ tasks: [{ what: 'see_to_warning', due: '2014-08-05' }] });
    expect(board(...came)).toMatchObject({ waitingOn: 'own', due: '2014-08-05' });
    expect(load(...came, happened('SafetyAlertAcknowledged', { alertId, to: 'MM' }))).toMatchObject({
      tasks: [],
    });
  });

  it('stays on them once the case is closed, and goes with the person', () => {
    expect(load(...came, closed)).toMatchObject({ aside: false, tasks: [{ what: 'see_to_warning' }] });
    expect(board(...came, closed)).toMatchObject({ aside: false, waits: [{ what: 'SafetyAlert' }] });
    expect(board(proposed, decided, closed)).toMatchObject({ aside: false, waits: [{ id: alertId }] });
    expect(load(...came, died)).toMatchObject({ tasks: [] });
    expect(board(proposed, decided, died)).toMatchObject({ waits: [] });
  });

  it('waits for no second signature on the board once the first counts no more; social work is told of no exclusion', () => {
    const { agency, actor } = proposed.meta;
    const excluded = [{ agency }, { officialId: actor }].map((party, index) =>
      happened('PartyExcluded', { exclusionId: id(`exclusion ${index}`), reason: 'Related.', ...party }),
    );
    for (const exclusion of excluded) {
      expect(board(proposed, exclusion)).toMatchObject({ waits: [] });
      expect(load(proposed, exclusion)).toMatchObject({ tasks: [{ what: 'confirm_warning' }] });
    }
    expect(board(proposed, ...excluded.slice(0, 1), decided)).toMatchObject({
      waits: [{ what: 'send_warning' }],
    });
  });

  it('is in no inbox of an embassy', () => {
    expect(rowsAfter(embassyInbox, opened(), ...came, proposed, decided, sent)).toEqual({});
  });
});
