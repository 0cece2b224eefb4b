import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { Context } from '../words/context.js';
import { given } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { id, sampleActor, sampleContext, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { There } from '../spec/lands.js';

const narrower: NewCaseEvent = {
  type: 'ConsentGiven',
  data: {
    consentId: id('narrower'),
    purpose: 'return',
    recipient: { country: There },
    groups: ['identity'],
    givenBy: 'person',
    language: 'my',
  },
};

describe('releasing', () => {
  const approved = [...openToThere, ...identityKnown];
  const sending = given(...approved).when('SendCaseForm', { to: There });
  const messageId = sending.decision.events.flatMap((event) =>
    event.type === 'MessageApproved' ? [event.data.messageId] : [],
  )[0]!;
  const node: Partial<Context> = { actor: sampleActor('node', 'node') };
  const withheldFor = ({ decision }: { decision: { events: readonly NewCaseEvent[] } }) =>
    decision.events.flatMap((event) => (event.type === 'MessageWithheld' ? [event.data.reason] : []))[0];

  it('lets a message go that still may, under the next number, once', () => {
    const released = sending
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords({ MessageReleased: { kind: 'CaseFormSent', to: There, sequence: 1 } });
    expect(released.decision.events[0]?.data).toMatchObject({ kind: 'CaseFormSent', to: There, sequence: 1 });
    released.when('ReleaseMessage', { messageId }, node).thenRecords();
    given(...approved)
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords();
  });

  it('lets nothing go that the node there takes no more, and says so', () => {
    const rolledBack: Partial<Context> = {
      ...node,
      announced: () => ({ wireVersions: [1], instruments: [] }),
    };
    const withheld = sending
      .when('ReleaseMessage', { messageId }, rolledBack)
      .thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'kind_not_taken' } });
    expect(withheldFor(withheld)).toBe('kind_not_taken');
  });

  it('lets nothing go that was called back while it waited, and calls back nothing there', () => {
    const recalled = sending.when('RecallMessage', { messageId, action: 'stop_use' });
    const recallId = recalled.decision.events.flatMap((event) =>
      event.type === 'MessageApproved' ? [event.data.messageId] : [],
    )[0]!;
    recalled.when('RecallMessage', { messageId, action: 'stop_use' }).thenRefuses('already_exists');
    const withheld = recalled
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'recalled' } });
    expect(withheldFor(withheld)).toBe('recalled');
    withheld
      .when('ReleaseMessage', { messageId: recallId }, node)
      .thenRecords({ MessageWithheld: { kind: 'MessageRecalled', to: There, reason: 'nothing_sent' } });
    recalled
      .when('ReleaseMessage', { messageId: recallId }, node)
      .thenRecords({ MessageWithheld: { kind: 'MessageRecalled', to: There, reason: 'nothing_sent' } })
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'recalled' } });
  });

  it('counts each receiver’s messages from 1 without a gap, whatever is withheld between', () => {
    const first = sending.when('ReleaseMessage', { messageId }, node);
    const events = [...sentMessage('PlanAccepted'), ...sentMessage('CaseAcknowledged')];
    const { file } = given(...openToThere, ...events)
      .when('ReleaseMessage', { messageId: id('PlanAccepted') }, { ...node, instruments: [] })
      .thenRecords({ MessageWithheld: { kind: 'PlanAccepted', to: There, reason: 'no_instrument' } })
      .when('ReleaseMessage', { messageId: id('CaseAcknowledged') }, node)
      .thenRecords({ MessageReleased: { kind: 'CaseAcknowledged', to: There, sequence: 1 } });
    expect(first.file.disclosure.own[0]?.sequence).toBe(1);
    expect(file.disclosure.own.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['withheld', undefined],
      ['released', 1],
    ]);
  });

  it('withholds what was withdrawn meanwhile, and tells nobody anything', () => {
    sending
      .when('WithdrawConsent', { consentId: id(`consent return ${There}`) })
      .thenRecords('ConsentWithdrawn')
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'consent_missing' } });
    expect(
      withheldFor(
        sending
          .when('WithdrawConsent', { consentId: id(`consent return ${There}`) })
          .when('ReleaseMessage', { messageId }, node),
      ),
    ).toBe('consent_missing');
  });

  it('withholds where a narrower consent is left', () => {
    const narrowed = given(...approved, narrower)
      .when('SendCaseForm', { to: There })
      .when('WithdrawConsent', { consentId: id(`consent return ${There}`) });
    const [own] = narrowed.file.disclosure.own;
    expect(withheldFor(narrowed.when('ReleaseMessage', { messageId: own!.messageId }, node))).toBe(
      'consent_missing',
    );
  });

  it('withholds once the person fears, or whoever would read it is excluded', () => {
    const feared = sending.when('ScreenProtection', {
      about: There,
      language: 'my',
      inPrivate: true,
      result: 'fears_state',
    });
    expect(withheldFor(feared.when('ReleaseMessage', { messageId }, node))).toBe('contact_barred');
    const excluded = sending.when('ExcludeParty', { country: There, agency: 'focal', reason: 'Named.' });
    expect(withheldFor(excluded.when('ReleaseMessage', { messageId }, node))).toBe('excluded_party');
  });

  it('withholds under any clause but the one that it was approved under', () => {
    const successor = { ...sampleInstrument(), version: '2', from: '2013-06-04' };
    const replaced = { ...sampleInstrument(), status: 'superseded' as const, until: '2013-06-04' };
    const tomorrow = { ...node, now: '2013-06-04T04:00:00.000Z', instruments: [replaced, successor] };
    expect(withheldFor(sending.when('ReleaseMessage', { messageId }, tomorrow))).toBe('no_instrument');
    sending
      .when('ReleaseMessage', { messageId }, { ...tomorrow, now: sampleContext().now })
      .thenRecords({ MessageReleased: { kind: 'CaseFormSent', to: There, sequence: 1 } });
  });

  it('finishes a stop that was approved before its instrument ended', () => {
    const stopping = [
      ...openToThere,
      ...sentMessage('CaseFormSent', { released: 1 }),
      ...sentMessage('ReturnCancelled', { payload: { reason: 'circumstances' } }),
    ];
    const ended = { ...sampleInstrument(), status: 'ended' as const, until: '2013-06-03' };
    given(...stopping)
      .when('ReleaseMessage', { messageId: id('ReturnCancelled') }, { ...node, instruments: [ended] })
      .thenRecords({ MessageReleased: { kind: 'ReturnCancelled', to: There, sequence: 2 } });
  });

  it('withholds what is called back before it went, and its recall with it', () => {
    const messages = given(
      ...openToThere,
      ...sentMessage('CaseAcknowledged', { released: 1 }),
      ...sentMessage('DepartureNotified'),
      ...sentMessage('MessageRecalled', {
        payload: { recalled: id('DepartureNotified'), action: 'stop_use' },
      }),
    );
    const first = messages.when('ReleaseMessage', { messageId: id('DepartureNotified') }, node);
    expect(withheldFor(first)).toBe('recalled');
    expect(withheldFor(first.when('ReleaseMessage', { messageId: id('MessageRecalled') }, node))).toBe(
      'nothing_sent',
    );
  });

  it('withholds a recall of what never went', () => {
    const stopped = given(
      ...openToThere,
      ...sentMessage('CaseAcknowledged', { released: 1 }),
      ...sentMessage('DepartureNotified'),
      ...sentMessage('MessageRecalled', {
        payload: { recalled: id('DepartureNotified'), action: 'stop_use' },
      }),
    );
    const first = stopped.when(
      'ReleaseMessage',
      { messageId: id('DepartureNotified') },
      { ...node, instruments: [] },
    );
    expect(withheldFor(first)).toBe('no_instrument');
    expect(withheldFor(first.when('ReleaseMessage', { messageId: id('MessageRecalled') }, node))).toBe(
      'nothing_sent',
    );
  });
});
