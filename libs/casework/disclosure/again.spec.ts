import { describe, expect, it } from '@jest/globals';
import { given } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { consentsTo, id, sampleActor, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { hasArrived } from './questions/arrived.js';
import { goes } from '../spec/stated.js';
import { There } from '../spec/lands.js';

const node = { actor: sampleActor('node', 'node') };
const sending = given(...openToThere, ...identityKnown).when('SendCaseForm', { to: There });
const messageId = sending.file.disclosure.own[0]!.messageId;
const released = sending
  .when('ReleaseMessage', { messageId }, node)
  .thenRecords({ MessageReleased: { kind: 'CaseFormSent', to: There, sequence: 1 } });

describe('Sending a released message once more', () => {
  it('is allowed while its receipt has not come, and leaves no event', () => {
    released.when('SendMessageAgain', { messageId }, node).thenRecords();
  });

  it('is refused to what has not been released, and to what has its receipt', () => {
    sending.when('SendMessageAgain', { messageId }, node).thenRefuses('wrong_state');
    released
      .when('RecordReceipt', { messageId, from: There, outcome: 'received' }, node)
      .when('SendMessageAgain', { messageId }, node)
      .thenRefuses('wrong_state');
    released.when('SendMessageAgain', { messageId: id('nothing') }, node).thenRefuses('wrong_state');
  });

  it('is refused wherever the release would be refused now, in the same words whatever the reason', () => {
    const ended = { ...sampleInstrument(), status: 'ended' as const, until: '2013-06-03' };
    const barred = [
      released.when('WithdrawConsent', { consentId: id(`consent return ${There}`) }),
      released.when('ScreenProtection', {
        about: There,
        language: 'my',
        inPrivate: true,
        result: 'fears_state',
      }),
      released.when('ExcludeParty', { country: There, agency: 'focal', reason: 'Named.' }),
      released.when('RecallMessage', { messageId, action: 'destroy' }),
    ].map((history) => history.when('SendMessageAgain', { messageId }, node));
    const later = released.when('SendMessageAgain', { messageId }, { ...node, instruments: [ended] });
    const refusals = [...barred, later].map(({ decision }) => decision);
    expect(refusals.map(({ events }) => events)).toEqual(refusals.map(() => []));
    expect(new Set(refusals.map(({ refusal }) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]?.refusal).toMatchObject({ code: 'not_possible_now', dataClass: 'P4' });
  });

  it('does not rest on the message’s own first sending: a stop that began everything needs a consent again', () => {
    const first = given(...openToThere, ...sentMessage('UseStopped', { released: 1 }));
    const again = first
      .when('ScreenProtection', { about: There, language: 'my', inPrivate: true, result: 'fears_state' })
      .when('SendMessageAgain', { messageId: id('UseStopped') }, node);
    again.thenRefuses('not_possible_now');
  });
});

describe('Giving up a message that was perhaps lost and may not go again', () => {
  const ended = { ...sampleInstrument(), status: 'ended' as const, until: '2013-06-03' };
  const notAny = { ...node, instruments: [ended] };
  const [consent] = consentsTo(There).filter(({ data }) => data.purpose === 'return');
  const lapsing = openToThere.map((event) =>
    event.type === 'ConsentGiven' && event.data.purpose === 'return'
      ? { ...event, data: { ...consent!.data, expiresOn: '2013-06-03' } }
      : event,
  );
  const lapsed = given(...lapsing, ...identityKnown)
    .when('SendCaseForm', { to: There })
    .when('ReleaseMessage', { messageId }, node);

  it('calls it back and names its number, for every reason for which it may not go', () => {
    const excluded = released.when('ExcludeParty', { country: There, agency: 'focal', reason: 'Named.' });
    for (const after of [
      released.when('GiveUpMessage', { messageId }, notAny),
      lapsed.when('GiveUpMessage', { messageId }, { ...node, now: '2013-06-04T04:00:00.000Z' }),
    ]) {
      after.thenRecords(goes('MessageRecalled', There, { action: 'stop_use', notComing: [1] }));
      expect(after.decision.events[0]?.data).toMatchObject({
        kind: 'MessageRecalled',
        stops: [messageId],
        references: { recalled: messageId, notComing: [1] },
      });
      after.when('GiveUpMessage', { messageId }, notAny).thenRecords();
    }
    expect(excluded.file.disclosure.own.at(-1)?.payload).toMatchObject({ notComing: [1] });
    excluded.when('GiveUpMessage', { messageId }, node).thenRecords();
  });

  it('is refused while it may go again, where nothing lets it be said, and of what has its receipt', () => {
    released.when('GiveUpMessage', { messageId }, node).thenRefuses('not_possible_now');
    released
      .when('GiveUpMessage', { messageId }, { ...node, instruments: [] })
      .thenRefuses('not_possible_now');
    released
      .when('RecordReceipt', { messageId, from: There, outcome: 'received' }, node)
      .when('GiveUpMessage', { messageId }, notAny)
      .thenRefuses('wrong_state');
  });
});

describe('A message has surely arrived', () => {
  const two = given(
    ...openToThere,
    ...sentMessage('CaseAcknowledged', { released: 1 }),
    ...sentMessage('PlanAccepted', { released: 2 }),
  );
  const arrived = ({ file }: Pick<typeof two, 'file'>) =>
    ['CaseAcknowledged', 'PlanAccepted'].map((word) => hasArrived(file.disclosure, id(word)));
  const receipt = (word: string) => ({ messageId: id(word), from: There, outcome: 'received' }) as const;

  it('once its receipt is there, or that of a later one of the case', () => {
    expect(arrived(two)).toEqual([false, false]);
    expect(arrived(two.when('RecordReceipt', receipt('CaseAcknowledged'), node))).toEqual([true, false]);
    expect(arrived(two.when('RecordReceipt', receipt('PlanAccepted'), node))).toEqual([true, true]);
  });
});
