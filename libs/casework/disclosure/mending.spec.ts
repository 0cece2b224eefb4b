import { describe, expect, it } from '@jest/globals';
import { fieldGroups, type FieldGroup } from '../words/dictionary.js';
import { inbound } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { identityKnown, openToThere, sampleName } from '../spec/histories.js';
import { id, sampleContext } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { disclose } from '../crossing/disclose.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';
import { here, payloads, requested, requestMessage } from '../spec/requested.js';

const withdrawn = (groups: FieldGroup[], before: Outcome = requested) =>
  before.when(
    'ReceiveMessage',
    inbound('ConsentWithdrawn', { purpose: 'return', groups }, { sequence: 3 }),
    here,
  );
const stopped = ({ file }: Outcome) =>
  file.disclosure.theirs.filter((message) => message.stopped).map(({ messageId }) => messageId);

/** What There may answer now, by its groups. */
const answer = ({ file }: Outcome) => {
  const answered = disclose(file, sampleContext(here), {
    kind: 'NationalityResultSent',
    to: Here,
    payload: {
      requestId: id('request'),
      decisionId: id('decision'),
      authority: 'registry',
      finding: { result: 'confirmed', basis: 'household_list' },
    },
  });
  return answered.event.type === 'DisclosureDenied' ? answered.event.data.reason : answered.event.type;
};

describe('the consent that came with another country’s messages', () => {
  it('covers the answers under the same purpose, and what the person says here comes before it', () => {
    expect(answer(requested)).toBe('MessageApproved');
    expect(
      answer(requested.when('RefuseConsent', { purpose: 'return', recipient: { country: Here } }, here)),
    ).toBe('consent_missing');
  });

  it('covers no other purpose', () => {
    const { file } = requested;
    const clauses = sampleContext().instruments.map((instrument) => ({
      ...instrument,
      clauses: instrument.clauses.map((clause) => ({ ...clause, purpose: 'follow_up' as const })),
    }));
    const other = disclose(file, sampleContext({ ...here, instruments: clauses }), {
      kind: 'CaseAcknowledged',
      to: Here,
      payload: { focalPerson: 'daw-1' },
    });
    expect(other.event.data).toMatchObject({ reason: 'consent_missing' });
  });

  it('is none for the country that spoke first, whatever the other answers', () => {
    const sent = sentMessage('CaseNotified', { released: 1 });
    const asked = given(
      ...openToThere.filter(({ type }) => type !== 'ConsentGiven'),
      ...identityKnown,
      ...sent,
    ).when('ReceiveMessage', inbound('CaseAcknowledged', { focalPerson: 'daw-1' }, { from: There }));
    asked.thenRecords({
      MessageReceived: { outcome: 'effective' },
      PartnerLinked: { country: There, focalPerson: 'daw-1' },
    });
    asked
      .when('SendCaseForm', { to: There })
      .thenRefuses('consent_missing', goesNot('CaseFormSent', There, 'consent_missing'));
    const held = given(...openToThere, ...identityKnown, ...sent)
      .when('ReceiveMessage', inbound('CaseAcknowledged', { focalPerson: 'daw-1' }, { from: There }))
      .when('WithdrawConsent', { consentId: id(`consent return ${There}`) });
    held
      .when('SendCaseForm', { to: There })
      .thenRefuses('consent_missing', goesNot('CaseFormSent', There, 'consent_missing'));
  });
});

describe('a consent withdrawn on the other side', () => {
  it('stops every message of the purpose, says so, and ends what its consent covered here', () => {
    const whole = withdrawn([...fieldGroups]);
    whole.thenRecords(
      {
        MessageReceived: { outcome: 'effective' },
        MessageUseStopped: { from: Here, because: 'consent_withdrawn' },
      },
      goes('UseStopped', Here),
      { AgencyReleased: { agency: 'police', reason: 'work_ended' } },
      { AgencyReleased: { agency: 'welfare', reason: 'work_ended' } },
    );
    expect(payloads(whole.decision.events)[0]).toMatchObject({
      kind: 'UseStopped',
      messages: [id(`inbound ${Here} 1`), requestMessage],
    });
    expect(answer(whole)).toBe('consent_missing');
  });

  it('in part stops what carried the group, and that group alone goes no more', () => {
    const origin = withdrawn(['origin']);
    expect(stopped(origin)).toEqual([requestMessage]);
    expect(answer(origin)).toBe('MessageApproved');
    expect(answer(withdrawn(['nationality']))).toBe('required_field_missing');
  });

  it('is given again with the next message of the purpose', () => {
    const again = withdrawn([...fieldGroups]).when(
      'ReceiveMessage',
      inbound('CaseFormSent', { formId: id('form'), names: [sampleName] }, { sequence: 4 }),
      here,
    );
    expect(answer(again)).toBe('MessageApproved');
  });
});

describe('a recall that comes', () => {
  const recalled = (action: 'stop_use' | 'destroy', before: Outcome = requested, word = requestMessage) =>
    before.when(
      'ReceiveMessage',
      inbound('MessageRecalled', { recalled: word, action }, { sequence: 3 }),
      here,
    );

  it('ends the use of the message and says that it was not used before', () => {
    const done = recalled('stop_use');
    expect(stopped(done)).toEqual([requestMessage]);
    expect(payloads(done.decision.events)).toEqual([{ kind: 'RecallDone', recalled: requestMessage }]);
  });

  it('says what cannot be taken back: an answer, and what stays sealed until the file is erased', () => {
    const answering = requested
      .when(
        'DecideNationality',
        { requestId: id('request'), result: 'confirmed', basis: 'household_list', send: true },
        here,
      )
      .thenRecords(
        {
          NationalityDecided: {
            answered: true,
            finding: { result: 'confirmed', basis: 'household_list' },
            validUntil: '2014-06-03',
          },
        },
        goes('NationalityResultSent', Here, {
          authority: 'focal',
          finding: { result: 'confirmed', basis: 'household_list' },
          validUntil: '2014-06-03',
        }),
      );
    const messageId = answering.file.disclosure.own[0]!.messageId;
    const answered = answering.when('ReleaseMessage', { messageId }, here);
    expect(payloads(recalled('stop_use', answered).decision.events)[0]).toMatchObject({
      kind: 'RecallPartly',
      used: ['answered'],
    });
    expect(payloads(recalled('destroy').decision.events)[0]).toMatchObject({
      kind: 'RecallPartly',
      used: ['kept_sealed'],
    });
  });

  it('of a message that never came is refused', () => {
    const unknown = recalled('stop_use', requested, id('never came'));
    unknown.thenRecords({ MessageReceived: { outcome: 'refused', reason: 'unknown_reference' } });
    expect(unknown.file.disclosure.theirs.at(-1)).toMatchObject({ reason: 'unknown_reference' });
  });
});

describe('calling back', () => {
  const sent = [...openToThere, ...identityKnown, ...sentMessage('CaseFormSent', { released: 1 })];

  it('is for a message that went or still may, once, and never for a stop', () => {
    const body = { messageId: id('CaseFormSent'), action: 'destroy' } as const;
    given(...openToThere, ...sentMessage('CaseFormSent'))
      .when('RecallMessage', body)
      .thenRecords(goes('MessageRecalled', There, { action: 'destroy' }));
    given(...openToThere)
      .when('RecallMessage', body)
      .thenRefuses('unknown_reference');
    given(...sent)
      .when('RecallMessage', body)
      .thenRecords(goes('MessageRecalled', There, { action: 'destroy', notComing: [1] }))
      .when('RecallMessage', body)
      .thenRefuses('already_exists');
    given(...sent, ...sentMessage('ReturnCancelled', { released: 2 }))
      .when('RecallMessage', { ...body, messageId: id('ReturnCancelled') })
      .thenRefuses('wrong_state');
  });

  it('is answered for messages of ours only', () => {
    const done = (recalled: string) =>
      given(...sent).when('ReceiveMessage', inbound('RecallDone', { recalled }, { from: There })).file
        .disclosure.theirs[0]?.outcome;
    expect([done(id('CaseFormSent')), done(id('never sent'))]).toEqual(['effective', 'refused']);
  });
});
