import { describe, expect, it } from '@jest/globals';
import type { BodyOf, NewCaseEvent } from '../records/catalogue.js';
import { fieldGroups } from '../words/dictionary.js';
import type { Context } from '../words/context.js';
import { inbound, overThere, notice } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened, openToThere, sampleName, samplePlace } from '../spec/histories.js';
import { id, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { goes } from '../spec/stated.js';
import { Here, There, Third } from '../spec/lands.js';

type Received = BodyOf<'ReceiveMessage'>;
const form = { formId: id('form'), names: [sampleName], origin: samplePlace };
const here = overThere();
const receive = (message: Received, context: Partial<Context> = {}) =>
  given().when('ReceiveMessage', message, { ...here, ...context });
const notified = receive(inbound('CaseNotified', notice));
const second = (changes: Partial<Received> = {}, context: Partial<Context> = {}) =>
  notified.when(
    'ReceiveMessage',
    { ...inbound('CaseFormSent', form, { sequence: 2 }), ...changes },
    { ...here, ...context },
  );
const record = ({ decision }: Outcome) => {
  const [event] = decision.events;
  return event?.type === 'MessageReceived' ? event.data : undefined;
};

describe('a message of another country', () => {
  it('is recorded with sender, id and outcome together with its effect', () => {
    notified.thenRecords({
      MessageReceived: { outcome: 'effective' },
      CaseOpened: {
        side: 'receiving',
        channel: 'partner_state',
        sex: 'female',
        ageBand: 'adult',
        mainLanguage: 'my',
        urgency: 'normal',
        foundIn: Here,
        owner: 'focal',
      },
      PartnerLinked: { country: Here },
      AgencyInvolved: { agency: 'focal', reason: 'focal_point' },
    });
    expect(record(notified)).toMatchObject({ from: Here, kind: 'CaseNotified', outcome: 'effective' });
  });

  it('has effect once, however often it comes', () => {
    const message = inbound('CaseFormSent', form, { sequence: 2 });
    const once = notified.when('ReceiveMessage', message, here);
    expect(once.types.length).toBeGreaterThan(1);
    once.when('ReceiveMessage', message, here).thenRecords();
  });

  it('does not pass for one of another country under the same id', () => {
    notified
      .when('ReceiveMessage', { ...inbound('CaseNotified', notice), from: Third }, here)
      .thenRefuses('already_exists');
  });

  it('has no effect where the sender means another person than the one it told of', () => {
    const mixed = second({ theirReference: id('another case of theirs') });
    mixed.thenRecords({ MessageReceived: { outcome: 'refused', reason: 'unknown_reference' } });
    expect(record(mixed)).toMatchObject({ outcome: 'refused', reason: 'unknown_reference', payload: {} });
    const relinked = notified.when(
      'ReceiveMessage',
      {
        ...inbound('CaseNotified', notice, { sequence: 2 }),
        theirReference: id('another case of theirs'),
      },
      here,
    );
    expect(relinked.file.coordination.partners.get(Here)?.theirReference).toBe(id(`their reference ${Here}`));
  });

  it('waits for the one before it, and does not take the number of another', () => {
    notified
      .when('ReceiveMessage', inbound('CaseFormSent', form, { sequence: 3 }), here)
      .thenRefuses('out_of_order');
    notified
      .when('ReceiveMessage', { ...inbound('CaseFormSent', form), messageId: id('another') }, here)
      .thenRefuses('sequence_used');
  });

  it('is counted for each sender by itself', () => {
    expect(
      record(notified.when('ReceiveMessage', { ...inbound('CaseNotified', notice, { from: Third }) }, here)),
    ).toMatchObject({
      from: Third,
      sequence: 1,
    });
  });
});

describe('a message without effect', () => {
  const sample = sampleInstrument();
  const narrow = {
    ...sample,
    clauses: sample.clauses.map((clause) => ({ ...clause, carries: ['reference', 'identity'] as const })),
  };
  const ended = { ...sample, status: 'ended' as const, until: '2013-06-03' };
  const oneWay = {
    ...sample,
    clauses: sample.clauses.map((clause) => ({ ...clause, from: [There] as const })),
  };

  it.each<[string, string, Partial<Received>, Partial<Context>]>([
    ['of a kind that no node knows', 'bad_payload', { kind: 'EverythingSent' }, {}],
    ['of another form than its kind', 'bad_payload', { payload: { formId: id('f'), names: [] } }, {}],
    ['with a field that its kind does not have', 'outside_clause', { payload: { ...form, secret: 1 } }, {}],
    ['with a group that it does not say it carries', 'outside_clause', { groups: ['reference'] }, {}],
    ['with a group beyond its clause', 'outside_clause', {}, { instruments: [narrow] }],
    ['under a clause of another kind', 'outside_clause', { clause: '1' }, {}],
    ['for another purpose than its clause’s', 'outside_clause', { purpose: 'follow_up' }, {}],
    ['in a direction that the clause does not have', 'outside_clause', {}, { instruments: [oneWay] }],
    ['under an instrument that has ended', 'outside_clause', {}, { instruments: [ended] }],
    ['sent before its instrument held', 'outside_clause', { sentAt: '2009-03-01T00:00:00.000Z' }, {}],
    ['in our own name', 'outside_clause', { from: There, sequence: 1 }, {}],
    ['that answers what we never sent', 'unknown_reference', { answers: id('never') }, {}],
  ])('is one %s: %s', (_which, reason, changes, context) => {
    second(changes, context).thenRecords({ MessageReceived: { outcome: 'refused', reason } });
  });

  it.each([
    ['that is not known', { instrument: 'SECRET' }],
    ['of which another version is known', { instrumentVersion: '2' }],
  ])(
    'is not one under an instrument %s: it waits, and is taken when the text is there',
    (_which, changes) => {
      second(changes).thenRefuses('unknown_instrument');
      const { instrument = sample.code, instrumentVersion = sample.version }: Partial<Received> = changes;
      const known = { ...sample, code: instrument, version: instrumentVersion };
      const taken = second(changes, { instruments: [sample, known] });
      expect(record(taken)).toMatchObject({ outcome: 'effective' });
    },
  );

  it('leaves nothing of what it carried, takes its number and stays refused', () => {
    const message = { groups: ['reference' as const] };
    const refused = second(message);
    expect(record(refused)?.payload).toEqual({});
    refused
      .when('ReceiveMessage', { ...inbound('CaseFormSent', form, { sequence: 2 }), ...message }, here)
      .thenRecords();
    const next = refused.when('ReceiveMessage', inbound('CaseFormSent', form, { sequence: 3 }), here);
    expect(record(next)?.outcome).toBe('effective');
  });

  it('is anything before the person was told of', () => {
    const first = receive(inbound('CaseFormSent', form));
    expect(record(first)).toMatchObject({ outcome: 'refused', reason: 'wrong_state' });
    expect(
      record(first.when('ReceiveMessage', inbound('CaseNotified', notice, { sequence: 2 }), here))?.outcome,
    ).toBe('effective');
  });

  it('tells its sender nothing above P1', () => {
    const sensitive = given(...openToThere, ...sentMessage('CaseNotified', { released: 1 })).when(
      'ReceiveMessage',
      inbound('ReturnCancelled', { reason: 'circumstances' }, { from: There }),
    );
    expect(record(sensitive)).toMatchObject({ outcome: 'refused', reason: 'wrong_state' });
  });
});

describe('the instrument of a message', () => {
  const sample = sampleInstrument();

  it('is judged by the day on which it was sent, in the sender’s calendar', () => {
    const from = '2013-06-03';
    const justAfterMidnightInBangkok = { sentAt: '2013-06-02T17:10:00.000Z' };
    expect(record(second(justAfterMidnightInBangkok, { instruments: [{ ...sample, from }] }))?.outcome).toBe(
      'effective',
    );
  });

  it('may have been replaced by a later version since', () => {
    const replaced = { ...sample, status: 'superseded' as const, until: '2013-06-03' };
    expect(record(second({}, { instruments: [replaced] }))?.outcome).toBe('effective');
  });

  it('may have ended since for what finishes, under what was begun under it', () => {
    const ended = { ...sample, status: 'ended' as const, until: '2013-06-03' };
    const stop = inbound(
      'ConsentWithdrawn',
      { purpose: 'return', groups: [...fieldGroups] },
      { sequence: 2 },
    );
    const finished = notified.when('ReceiveMessage', stop, { ...here, instruments: [ended] });
    expect(record(finished)?.outcome).toBe('effective');
  });
});

describe('a closed case', () => {
  const closed: NewCaseEvent = {
    type: 'CaseClosed',
    data: { reason: 'returned', retainUntil: '2023-01-01' },
  };
  const history = [...openToThere, ...sentMessage('CaseNotified', { released: 1 }), closed];
  const from = There;

  it('takes news and stops', () => {
    const outcomes = [
      inbound('CourtOutcomeNotified', { noticeId: id('n') }, { from }),
      inbound('ConsentWithdrawn', { purpose: 'return', groups: ['identity'] }, { from }),
      inbound('CaseAcknowledged', { focalPerson: 'daw-1' }, { from }),
    ].map((message) => record(given(...history).when('ReceiveMessage', message))?.outcome);
    expect(outcomes).toEqual(['effective', 'effective', 'effective']);
  });

  it('takes no request and no data for one, and says so', () => {
    const outcomes = [
      inbound('CaseFormSent', form, { from }),
      inbound('NationalityConfirmationRequested', { requestId: id('r'), names: [sampleName] }, { from }),
      inbound('CaseNotified', notice, { from }),
    ].map((message) => record(given(...history).when('ReceiveMessage', message))?.reason);
    expect(outcomes).toEqual(['case_closed', 'case_closed', 'case_closed']);
  });

  it('can still call back what it sent', () => {
    given(...history)
      .when('RecallMessage', { messageId: id('CaseNotified'), action: 'stop_use' })
      .thenRecords(goes('MessageRecalled', There, { action: 'stop_use', notComing: [1] }));
    given(...history)
      .when('SendCorrection', { messageId: id('CaseNotified'), fields: ['names'] })
      .thenRefuses('case_closed');
  });
});

describe('an erased file', () => {
  it('takes nothing, and says so', () => {
    const erased: NewCaseEvent = {
      type: 'PersonErased',
      data: { requestId: id('request'), ground: 'person_request', subjects: ['person'] },
    };
    given(caseOpened, erased)
      .when('ReceiveMessage', inbound('CaseFormSent', form, { from: There }))
      .thenRefuses('erased');
    given(caseOpened, ...sentMessage('CaseFormSent'), erased)
      .when('ReleaseMessage', { messageId: id('CaseFormSent') })
      .thenRefuses('erased');
  });
});

describe('a receipt', () => {
  const sent = [...openToThere, ...sentMessage('CaseFormSent', { released: 1 })];
  const receipt = { messageId: id('CaseFormSent'), from: There } as const;

  it('is recorded once for a message that went to its sender', () => {
    const first = given(...sent).when('RecordReceipt', {
      ...receipt,
      outcome: 'refused',
      reason: 'outside_clause',
    });
    first.thenRecords({
      MessageReceipted: { kind: 'CaseFormSent', from: There, outcome: 'refused', reason: 'outside_clause' },
    });
    expect(first.file.disclosure.own[0]?.receipt).toBe('refused');
    first.when('RecordReceipt', { ...receipt, outcome: 'received' }).thenRecords();
  });

  it('of what did not go, or from somebody else, is nothing', () => {
    given(...openToThere, ...sentMessage('CaseFormSent'))
      .when('RecordReceipt', { ...receipt, outcome: 'received' })
      .thenRecords();
    given(...sent)
      .when('RecordReceipt', { ...receipt, from: Third, outcome: 'received' })
      .thenRecords();
    given(...sent)
      .when('RecordReceipt', { ...receipt, messageId: id('unknown'), outcome: 'received' })
      .thenRecords();
  });
});
