import { describe, expect, it } from '@jest/globals';
import { messages, type CaseCommand, type MessageKind, type NewCaseEvent } from '../../records/catalogue.js';
import { isAwaited, isOwed } from '../../conversation/questions/awaited.js';
import type { CaseFile } from '../../records/file.js';
import { inbound, inMyanmar } from '../../spec/crossing.js';
import { given } from '../../spec/given.js';
import { caseOpened, identityKnown, untoldInMyanmar } from '../../spec/histories.js';
import { id, sampleFacts } from '../../spec/sample.js';
import { twoNodes, type Given, type TwoNodes } from '../../spec/two-nodes.js';
import { goes } from '../../spec/stated.js';

type Side = Given['country'];
const by = (country: Side, agency: string, command: CaseCommand): Given => ({ country, agency, command });
const focal = (country: Side, command: CaseCommand): Given => by(country, 'focal', command);

const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
const begun = (): TwoNodes => twoNodes([...untoldInMyanmar, ...identityKnown, presumed], sampleFacts);
const tell = (nodes: TwoNodes): void => {
  nodes.give(focal('TH', { type: 'NotifyCountry', body: { country: 'MM', locationType: 'shelter' } }));
  nodes.give(focal('TH', { type: 'SendCaseForm', body: { to: 'MM' } }));
};

const erase = (nodes: TwoNodes, country: Side, ground: 'person_request' | 'retention' = 'person_request') => {
  nodes.give(focal(country, { type: 'RequestErasure', body: { ground } }));
  const requestId = nodes.file(country).erasure.requests.at(-1)?.requestId ?? id('none');
  return nodes.give(by(country, 'welfare', { type: 'ConfirmErasure', body: { requestId } }));
};

const ofKind = ({ disclosure }: CaseFile, kind: MessageKind) =>
  disclosure.own.filter((message) => message.kind === kind);
const asked = (file: CaseFile) => ofKind(file, 'ErasureRequested').at(-1);

const hold: CaseCommand = { type: 'PlaceLegalHold', body: { authority: 'court' } };
const refusal: CaseCommand = { type: 'RefuseErasure', body: { to: 'TH', ground: 'legal_hold' } };

describe('an erasure where the data went', () => {
  it('is asked of whoever was told, before anything is destroyed, and carries references alone', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    const { recorded } = erase(nodes, 'TH');
    expect(recorded.map(({ type }) => type)).toEqual(['MessageApproved', 'PersonErased']);
    const told = nodes.file('TH').disclosure.own.filter(({ kind }) => !messages[kind as MessageKind].stops);
    expect(asked(nodes.file('TH'))?.payload).toEqual({
      ground: 'person_request',
      messages: told.map(({ messageId }) => messageId),
    });
    nodes.settle();
    expect(nodes.file('MM').erasure.asked).toMatchObject([{ country: 'TH', ground: 'person_request' }]);
    expect(isOwed(nodes.file('MM'), asked(nodes.file('TH'))!.messageId)).toBe(true);
    erase(nodes, 'MM');
    nodes.settle();
    expect(nodes.file('TH').erasure.answers).toEqual([{ country: 'MM', answer: 'done' }]);
    expect(asked(nodes.file('MM'))).toBeUndefined();
    const { certificate } = nodes.file('MM').erasure;
    expect(nodes.history('TH').at(-1)).toMatchObject({
      type: 'ErasureAnswered',
      data: { certificate: certificate?.id, erasedAt: certificate?.at },
    });
  });

  it('is asked of nobody where nothing was sent, and leaves nothing', () => {
    const nodes = begun();
    erase(nodes, 'TH');
    expect(nodes.file('TH').disclosure.own).toEqual([]);
    expect(nodes.file('TH').erasure).toMatchObject({ erased: true, remains: [] });
  });

  it('certifies what remains, where, until which day, and until when a key may open it', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    erase(nodes, 'TH');
    expect(nodes.file('TH').erasure.remains).toEqual([
      { where: 'on_the_way', country: 'MM', until: '2013-06-17', keyUntil: '2014-06-17' },
      { where: 'with_the_partner', country: 'MM', asked: 'asked' },
    ]);
  });

  it('is not asked of a state with which contact stopped, and the certificate says that it holds what it had', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    nodes.give(focal('TH', { type: 'StopContact', body: { with: 'MM', reason: 'Followed.' } }));
    erase(nodes, 'TH');
    nodes.settle();
    expect(asked(nodes.file('TH'))).toBeUndefined();
    expect(ofKind(nodes.file('TH'), 'ContactStopped')).toMatchObject([{ status: 'released' }]);
    expect(nodes.file('TH').erasure.remains).toContainEqual({
      where: 'with_the_partner',
      country: 'MM',
      asked: 'contact_stopped',
    });
    const again = nodes.give(focal('TH', { type: 'AskForErasure', body: { of: 'MM' } }));
    expect(again.refusal?.code).toBe('not_possible_now');
  });

  it('does not send what was approved and had not gone, nor asks for what never went', () => {
    const nodes = begun();
    tell(nodes);
    erase(nodes, 'TH');
    nodes.settle();
    expect(nodes.file('TH').disclosure.own.map(({ kind, status }) => [kind, status])).toEqual([
      ['CaseNotified', 'approved'],
      ['CaseFormSent', 'approved'],
      ['ErasureRequested', 'withheld'],
    ]);
    expect(nodes.file('MM').revision).toBe(-1);
    expect(isAwaited(nodes.file('TH'), asked(nodes.file('TH'))!.messageId)).toBe(false);
  });

  it('is answered by the node itself where the news of the person never came, and what comes late has no effect', () => {
    const here = inMyanmar();
    const nothing = given().when(
      'ReceiveMessage',
      inbound('ErasureRequested', { ground: 'person_request', messages: [] }, { sequence: 2 }),
      here,
    );
    nothing.thenRecords(
      { MessageReceived: { outcome: 'effective' } },
      goes('ErasureDone', 'TH', { erasedAt: '2013-06-03T04:00:00.000Z' }),
    );
    expect(nothing.decision.events[1]?.data).toMatchObject({ kind: 'ErasureDone', to: 'TH' });
    const late = nothing.when(
      'ReceiveMessage',
      inbound('CaseNotified', {
        ...{ sex: 'female', ageBand: 'adult', claimedNationality: 'MM', mainLanguage: 'my' },
        ...{ locationType: 'shelter', urgency: 'normal' },
      }),
      here,
    );
    expect(late.decision.events).toMatchObject([{ data: { outcome: 'refused' } }]);
  });

  it('refused there for a legal hold is told so, asked again, and done once the hold has ended', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    erase(nodes, 'TH');
    nodes.settle();
    expect(nodes.give(focal('MM', refusal)).refusal?.code).toBe('wrong_state');
    nodes.give(focal('MM', hold));
    expect(nodes.give(focal('MM', refusal)).recorded.map(({ type }) => type)).toEqual([
      'ErasureDeclined',
      'MessageApproved',
    ]);
    nodes.settle();
    expect(nodes.file('TH').erasure.answers).toEqual([{ country: 'MM', answer: 'refused' }]);
    const ask: CaseCommand = { type: 'AskForErasure', body: { of: 'MM' } };
    expect(nodes.give(focal('TH', ask)).refusal).toBeUndefined();
    expect(nodes.give(focal('TH', ask)).refusal?.code).toBe('already_exists');
    nodes.settle();
    expect(nodes.file('MM').erasure.asked).toMatchObject([{ messageId: asked(nodes.file('TH'))?.messageId }]);
    expect(erase(nodes, 'MM').refusal?.code).toBeDefined();
    const { holdId } = nodes.file('MM').erasure.holds[0]!;
    nodes.give(focal('MM', { type: 'LiftLegalHold', body: { holdId } }));
    erase(nodes, 'MM');
    nodes.settle();
    expect(nodes.file('TH').erasure.answers).toEqual([{ country: 'MM', answer: 'done' }]);
    expect(nodes.give(focal('TH', ask)).refusal?.code).toBe('already_exists');
  });

  it('that the person asked for is not refused because she is in care there', () => {
    for (const [ground, code] of [
      ['person_request', 'wrong_state'],
      ['retention', undefined],
    ] as const) {
      const asking = given(caseOpened).when(
        'ReceiveMessage',
        inbound('ErasureRequested', { ground, messages: [] }),
        inMyanmar(),
      );
      const body = { to: 'TH', ground: 'in_care_here' } as const;
      expect(asking.when('RefuseErasure', body, inMyanmar()).decision.refusal?.code).toBe(code);
    }
  });

  it('leaves a recall and a letter possible, and takes nothing else', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    const [form] = ofKind(nodes.file('TH'), 'CaseFormSent');
    erase(nodes, 'TH');
    nodes.settle();
    const recall = nodes.give(
      focal('TH', { type: 'RecallMessage', body: { messageId: form!.messageId, action: 'destroy' } }),
    );
    expect(recall.refusal).toBeUndefined();
    nodes.settle();
    expect(nodes.file('MM').disclosure.theirs.find(({ kind }) => kind === 'CaseFormSent')?.stopped).toBe(
      true,
    );
    const letter: CaseCommand = {
      type: 'RecordErasureAnswer',
      body: { from: 'MM', answer: 'done', certificate: 'no-7' },
    };
    expect(nodes.give(focal('TH', letter)).refusal).toBeUndefined();
    expect(nodes.file('TH').erasure.answers).toEqual([{ country: 'MM', answer: 'done' }]);
    const closing: CaseCommand = { type: 'CloseCase', body: { reason: 'other' } };
    expect(nodes.give(focal('TH', closing)).refusal?.code).toBe('erased');
  });

  it('of both at once ends with each having the other’s answer', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    nodes.give(focal('MM', { type: 'AcknowledgeCase', body: { country: 'TH', focalPerson: 'focal-1' } }));
    nodes.settle();
    erase(nodes, 'TH');
    erase(nodes, 'MM');
    nodes.settle();
    expect(nodes.file('TH').erasure.answers).toEqual([{ country: 'MM', answer: 'done' }]);
    expect(nodes.file('MM').erasure.answers).toEqual([{ country: 'TH', answer: 'done' }]);
  });
});
