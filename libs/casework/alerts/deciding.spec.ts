import { describe, expect, it } from '@jest/globals';
import type { BodyOf, NewCaseEvent } from '../records/catalogue.js';
import type { Context } from '../words/context.js';
import { given } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { consentsTo, id, sampleActor, sampleInstrument } from '../spec/sample.js';
import { unsentAlerts } from './state.js';
import { goes, goesNot } from '../spec/stated.js';
import { There } from '../spec/lands.js';

const warning: BodyOf<'DecideSafetyAlert'> = {
  to: There,
  alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
};
const vital: BodyOf<'ProposeSafetyAlert'> = { ...warning, whyNotAsked: 'Nobody has reached her.' };
const by = (agency: string, person = `officer-${agency}`): Partial<Context> => ({
  actor: sampleActor(agency, person),
});

/** Opened, screened and known to There, and nobody was asked for any consent but to the notice. */
const notAskedYet: readonly NewCaseEvent[] = openToThere.filter(
  (event) => event.type !== 'ConsentGiven' || event.data.purpose !== 'safety',
);

describe('a warning for a vital interest', () => {
  const proposal = given(...notAskedYet).when('ProposeSafetyAlert', vital, by('welfare'));
  const alertId = proposal.file.alerts.proposed[0]?.alertId ?? id('none');
  const confirmed = proposal.when('ConfirmSafetyAlert', { alertId }, by('focal'));

  it('goes once a second person of another agency signed it, and the person is to be told', () => {
    proposal.thenRecords({
      SafetyAlertProposed: {
        to: There,
        alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
        whyNotAsked: 'Nobody has reached her.',
        confirmBy: '2013-07-03',
      },
    });
    proposal
      .when('ConfirmSafetyAlert', { alertId }, by('welfare', 'somebody-else'))
      .thenRefuses('same_person');
    proposal
      .when('ConfirmSafetyAlert', { alertId }, by('focal', 'officer-welfare'))
      .thenRefuses('same_person');
    confirmed.thenRecords(
      {
        SafetyAlertDecided: {
          to: There,
          on: 'vital_interest',
          alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
        },
        SafetyAlertSent: { to: There, dueOn: '2013-06-10', tellBy: '2013-06-04' },
      },
      goes('SafetyAlert', There, { alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' } }),
    );
    expect(confirmed.decision.events[1]).toMatchObject({ data: { tellBy: '2013-06-04' } });
    expect(confirmed.decision.events[2]).toMatchObject({
      data: { consents: [], groups: ['reference', 'risk'] },
    });
    expect(confirmed.file.alerts.toTell).toMatchObject([{ alertId, to: There, by: '2013-06-04' }]);
    const told = confirmed.when('RecordToldOfSafetyAlert', { alertId }, by('welfare'));
    told.thenRecords('PersonToldOfAlert');
    expect(told.file.alerts.toTell).toEqual([]);
    told.when('RecordToldOfSafetyAlert', { alertId }).thenRecords();
  });

  it('is not proposed where she was asked: what she said decides', () => {
    given(...openToThere)
      .when('ProposeSafetyAlert', vital)
      .thenRefuses('consent_missing');
    given(...notAskedYet, {
      type: 'ConsentRefused',
      data: { purpose: 'safety', recipient: { country: There } },
    })
      .when('ProposeSafetyAlert', vital)
      .thenRefuses('consent_missing');
    proposal
      .when('RefuseConsent', { purpose: 'safety', recipient: { country: There } })
      .when('ConfirmSafetyAlert', { alertId }, by('focal'))
      .thenRefuses('consent_missing', goesNot('SafetyAlert', There, 'consent_missing'));
  });

  it('may be proposed where a consent of hers ran out and she can be asked no more', () => {
    const [consent] = consentsTo(There).filter(({ data }) => data.purpose === 'safety');
    given(...notAskedYet, { type: 'ConsentGiven', data: { ...consent!.data, expiresOn: '2013-06-02' } })
      .when('ProposeSafetyAlert', vital)
      .thenRecords({
        SafetyAlertProposed: {
          to: There,
          alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
          whyNotAsked: 'Nobody has reached her.',
          confirmBy: '2013-07-03',
        },
      });
  });

  it('is called back when she is told and does not want it, and not sent again', () => {
    const release = confirmed.file.disclosure.own.at(-1)?.messageId ?? id('none');
    const objected = confirmed
      .when('ReleaseMessage', { messageId: release })
      .thenRecords({ MessageReleased: { kind: 'SafetyAlert', to: There, sequence: 1 } })
      .when('RefuseConsent', { purpose: 'safety', recipient: { country: There } });
    objected.thenRecords(
      { ConsentRefused: { purpose: 'safety', recipient: { country: There } } },
      goes('MessageRecalled', There, { action: 'stop_use', stands: true, notComing: [1] }),
    );
    expect(objected.decision.events[1]).toMatchObject({
      data: { kind: 'MessageRecalled', stops: [release] },
    });
    objected
      .when('SendSafetyAlert', { alertId }, by('focal'))
      .thenRefuses('consent_missing', goesNot('SafetyAlert', There, 'consent_missing'));
  });

  it('is called back when one of the two who signed is excluded, and is not released', () => {
    const messageId = confirmed.file.disclosure.own.at(-1)?.messageId ?? id('none');
    const excluded = { agency: 'welfare', reason: 'A cousin works there.' };
    confirmed
      .when('ExcludeParty', excluded)
      .when('ReleaseMessage', { messageId })
      .thenRecords({ MessageWithheld: { kind: 'SafetyAlert', to: There, reason: 'consent_missing' } });
    const after = confirmed.when('ReleaseMessage', { messageId }).when('ExcludeParty', excluded);
    expect(after.decision.events).toContainEqual(
      expect.objectContaining({
        type: 'MessageApproved',
        data: expect.objectContaining({ kind: 'MessageRecalled', stops: [messageId] }) as unknown,
      }),
    );
  });

  it('waits where the clause does not let it go without consent', () => {
    const strict = sampleInstrument();
    const instruments = [
      {
        ...strict,
        clauses: strict.clauses.map(({ vitalInterest: _vital, ...clause }) => clause),
      },
    ];
    proposal.when('ConfirmSafetyAlert', { alertId }, { ...by('focal'), instruments }).thenRecords({
      SafetyAlertDecided: {
        to: There,
        on: 'vital_interest',
        alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
      },
    });
  });
});

describe('a warning without an instrument', () => {
  const none = { instruments: [] };
  const waiting = given(...openToThere).when('DecideSafetyAlert', warning, none);
  const alertId = waiting.file.alerts.decided[0]?.alertId ?? id('none');

  it('is decided and waits, and nothing leaves; it goes by a new decision once one is in force', () => {
    waiting.thenRecords({
      SafetyAlertDecided: {
        to: There,
        on: 'consent',
        alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
      },
    });
    expect(unsentAlerts(waiting.file.alerts)).toMatchObject([{ alertId, to: There }]);
    expect(waiting.file.disclosure.own).toEqual([]);
    waiting
      .when('SendSafetyAlert', { alertId }, none)
      .thenRefuses('no_instrument', goesNot('SafetyAlert', There, 'no_instrument'));
    const sent = waiting.when('SendSafetyAlert', { alertId });
    sent.thenRecords(
      { SafetyAlertSent: { to: There, dueOn: '2013-06-10' } },
      goes('SafetyAlert', There, { alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' } }),
    );
    expect(unsentAlerts(sent.file.alerts)).toEqual([]);
    sent.when('SendSafetyAlert', { alertId }).thenRefuses('already_exists');
  });

  it('does not wait for a consent, nor for a fear to pass', () => {
    given(...notAskedYet)
      .when('DecideSafetyAlert', warning, none)
      .thenRefuses('consent_missing');
    given(...openToThere, {
      type: 'ProtectionScreened',
      data: { screeningId: id('fear'), about: There, language: 'my', inPrivate: true, result: 'fears_state' },
    })
      .when('DecideSafetyAlert', warning, none)
      .thenRefuses('not_possible_now', goesNot('SafetyAlert', There, 'contact_barred'));
  });

  it('goes to a country once it does not take it: a refused one can be sent again', () => {
    const sent = given(...openToThere).when('DecideSafetyAlert', warning);
    const messageId = sent.file.disclosure.own.at(-1)?.messageId ?? id('none');
    const first = sent.file.alerts.decided[0]?.alertId ?? id('none');
    const refused = sent
      .when('ReleaseMessage', { messageId })
      .when('RecordReceipt', { messageId, from: There, outcome: 'refused' });
    refused.when('SendSafetyAlert', { alertId: first }).thenRecords(
      { SafetyAlertSent: { to: There, dueOn: '2013-06-10' } },
      goes('SafetyAlert', There, {
        alert: { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' },
      }),
    );
  });
});
