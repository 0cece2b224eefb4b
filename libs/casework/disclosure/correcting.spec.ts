import { describe, expect, it } from '@jest/globals';
import { type FieldGroup } from '../words/dictionary.js';
import { inbound } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import { asSaid, identityKnown, openToThere, sampleName } from '../spec/histories.js';
import { id } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';
import { here, payloads, requested, requestMessage } from '../spec/requested.js';

describe('a correction', () => {
  const fields = ['formId', 'names'];
  const groups: FieldGroup[] = ['reference', 'identity'];
  const told = [
    ...openToThere,
    ...identityKnown,
    ...sentMessage('CaseFormSent', {
      released: 1,
      fields,
      groups,
      consents: [id(`consent return ${There}`)],
    }),
  ];
  const body = { messageId: id('CaseFormSent'), fields: ['names' as const] };

  it('carries what the claims say now, in groups that the corrected message carried', () => {
    const { decision } = given(...told)
      .when('SendCorrection', { ...body, fields: ['names', 'birthDate'] })
      .thenRecords(
        goes(
          'CorrectionSent',
          There,
          { none: ['birthDate'], names: [{ ...sampleName, ...asSaid }] },
          { corrects: { fields: ['names', 'birthDate'] } },
        ),
      );
    expect(payloads(decision.events)).toEqual([
      {
        kind: 'CorrectionSent',
        corrected: id('CaseFormSent'),
        names: [{ ...sampleName, ...asSaid }],
        none: ['birthDate'],
      },
    ]);
    given(...told)
      .when('SendCorrection', { ...body, fields: ['names', 'origin'] })
      .thenRefuses('outside_clause');
    given(...openToThere, ...sentMessage('NeedsAndPlanShared', { released: 1 }))
      .when('SendCorrection', { messageId: id('NeedsAndPlanShared'), fields: ['names'] })
      .thenRefuses('outside_clause');
  });

  it('is for a message that went and counts still', () => {
    given(...openToThere, ...sentMessage('CaseFormSent', { fields }))
      .when('SendCorrection', body)
      .thenRefuses('unknown_reference');
    given(...told)
      .when('RecallMessage', { messageId: body.messageId, action: 'stop_use' })
      .when('SendCorrection', body)
      .thenRefuses('wrong_state');
    given(...told)
      .when('RecordReceipt', { messageId: body.messageId, from: There, outcome: 'refused' })
      .when('SendCorrection', body)
      .thenRefuses('wrong_state');
  });

  it('needs the consent that let the corrected message go, then and when it is released', () => {
    const ofReturn = { consentId: id(`consent return ${There}`) };
    given(...told)
      .when('WithdrawConsent', ofReturn)
      .when('SendCorrection', body)
      .thenRefuses('consent_missing', goesNot('CorrectionSent', There, 'consent_missing'));
    const approved = given(...told)
      .when('SendCorrection', body)
      .thenRecords(
        goes(
          'CorrectionSent',
          There,
          { names: [{ ...sampleName, ...asSaid }] },
          { corrects: { fields: ['names'] } },
        ),
      );
    const { messageId } = approved.file.disclosure.own.at(-1)!;
    approved
      .when('ReleaseMessage', { messageId })
      .thenRecords({ MessageReleased: { kind: 'CorrectionSent', to: There, sequence: 2 } });
    approved
      .when('WithdrawConsent', ofReturn)
      .when('ReleaseMessage', { messageId })
      .thenRecords({ MessageWithheld: { kind: 'CorrectionSent', to: There, reason: 'consent_missing' } });
  });

  const correct = (payload: object, before = requested, sequence = 3) =>
    before.when(
      'ReceiveMessage',
      {
        ...inbound('CorrectionSent', { corrected: requestMessage }, { sequence }),
        payload: { corrected: requestMessage, ...payload },
      },
      here,
    );

  it('stands on the other side beside what others say, within what the corrected message carried', () => {
    const names = [{ ...sampleName, text: 'ဒေါ်မြမြ' }];
    correct({ names: [sampleName, ...names] }).thenRecords({
      MessageReceived: { outcome: 'effective' },
      CorrectionReceived: { from: Here, kind: 'NationalityConfirmationRequested', fields: ['names'] },
      NameClaimed: {
        source: 'partner_state',
        authority: Here,
        confidence: 'medium',
        name: { text: 'ဒေါ်မြမြ', script: 'Mymr', kind: 'legal' },
      },
    });
    correct({ names: [sampleName] }).thenRecords({
      MessageReceived: { outcome: 'effective' },
      CorrectionReceived: { from: Here, kind: 'NationalityConfirmationRequested', fields: ['names'] },
    });
    const beyond = correct({ documents: [{ kind: 'passport' }] });
    beyond.thenRecords({ MessageReceived: { outcome: 'refused', reason: 'outside_clause' } });
    expect(beyond.file.disclosure.theirs.at(-1)).toMatchObject({ reason: 'outside_clause' });
  });
});
