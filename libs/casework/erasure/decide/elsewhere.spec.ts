import { describe, expect, it } from '@jest/globals';
import { messages, type CaseCommand, type MessageKind } from '../../records/catalogue.js';
import { isAwaited, isOwed } from '../../conversation/questions/awaited.js';
import { inbound, overThere } from '../../spec/crossing.js';
import { given } from '../../spec/given.js';
import { caseOpened } from '../../spec/histories.js';

import { goes } from '../../spec/stated.js';
import { Here, There } from '../../spec/lands.js';
import { focal, begun, tell, erase, ofKind, asked, hold, refusal } from '../../spec/erasing.js';

describe('an erasure where the data went', () => {
  it('is asked of whoever was told, before anything is destroyed, and carries references alone', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    const { recorded } = erase(nodes, Here);
    expect(recorded.map(({ type }) => type)).toEqual(['MessageApproved', 'PersonErased']);
    const told = nodes.file(Here).disclosure.own.filter(({ kind }) => !messages[kind as MessageKind].stops);
    expect(asked(nodes.file(Here))?.payload).toEqual({
      ground: 'person_request',
      messages: told.map(({ messageId }) => messageId),
    });
    nodes.settle();
    expect(nodes.file(There).erasure.asked).toMatchObject([{ country: Here, ground: 'person_request' }]);
    expect(isOwed(nodes.file(There), asked(nodes.file(Here))!.messageId)).toBe(true);
    erase(nodes, There);
    nodes.settle();
    expect(nodes.file(Here).erasure.answers).toEqual([{ country: There, answer: 'done' }]);
    expect(asked(nodes.file(There))).toBeUndefined();
    const { certificate } = nodes.file(There).erasure;
    expect(nodes.history(Here).at(-1)).toMatchObject({
      type: 'ErasureAnswered',
      data: { certificate: certificate?.id, erasedAt: certificate?.at },
    });
  });

  it('is asked of nobody where nothing was sent, and leaves nothing', () => {
    const nodes = begun();
    erase(nodes, Here);
    expect(nodes.file(Here).disclosure.own).toEqual([]);
    expect(nodes.file(Here).erasure).toMatchObject({ erased: true, remains: [] });
  });

  it('certifies what remains, where, until which day, and until when a key may open it', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    erase(nodes, Here);
    expect(nodes.file(Here).erasure.remains).toEqual([
      { where: 'on_the_way', country: There, until: '2013-06-17', keyUntil: '2014-06-17' },
      { where: 'with_the_partner', country: There, asked: 'asked' },
    ]);
  });

  it('is not asked of a state with which contact stopped, and the certificate says that it holds what it had', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    nodes.give(focal(Here, { type: 'StopContact', body: { with: There, reason: 'Followed.' } }));
    erase(nodes, Here);
    nodes.settle();
    expect(asked(nodes.file(Here))).toBeUndefined();
    expect(ofKind(nodes.file(Here), 'ContactStopped')).toMatchObject([{ status: 'released' }]);
    expect(nodes.file(Here).erasure.remains).toContainEqual({
      where: 'with_the_partner',
      country: There,
      asked: 'contact_stopped',
    });
    const again = nodes.give(focal(Here, { type: 'AskForErasure', body: { of: There } }));
    expect(again.refusal?.code).toBe('not_possible_now');
  });

  it('does not send what was approved and had not gone, nor asks for what never went', () => {
    const nodes = begun();
    tell(nodes);
    erase(nodes, Here);
    nodes.settle();
    expect(nodes.file(Here).disclosure.own.map(({ kind, status }) => [kind, status])).toEqual([
      ['CaseNotified', 'approved'],
      ['CaseFormSent', 'approved'],
      ['ErasureRequested', 'withheld'],
    ]);
    expect(nodes.file(There).revision).toBe(-1);
    expect(isAwaited(nodes.file(Here), asked(nodes.file(Here))!.messageId)).toBe(false);
  });

  it('is answered by the node itself where the news of the person never came, and what comes late has no effect', () => {
    const here = overThere();
    const nothing = given().when(
      'ReceiveMessage',
      inbound('ErasureRequested', { ground: 'person_request', messages: [] }, { sequence: 2 }),
      here,
    );
    nothing.thenRecords(
      { MessageReceived: { outcome: 'effective' } },
      goes('ErasureDone', Here, { erasedAt: '2013-06-03T04:00:00.000Z' }),
    );
    expect(nothing.decision.events[1]?.data).toMatchObject({ kind: 'ErasureDone', to: Here });
    const late = nothing.when(
      'ReceiveMessage',
      inbound('CaseNotified', {
        ...{ sex: 'female', ageBand: 'adult', claimedNationality: There, mainLanguage: 'my' },
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
    erase(nodes, Here);
    nodes.settle();
    expect(nodes.give(focal(There, refusal)).refusal?.code).toBe('wrong_state');
    nodes.give(focal(There, hold));
    expect(nodes.give(focal(There, refusal)).recorded.map(({ type }) => type)).toEqual([
      'ErasureDeclined',
      'MessageApproved',
    ]);
    nodes.settle();
    expect(nodes.file(Here).erasure.answers).toEqual([{ country: There, answer: 'refused' }]);
    const ask: CaseCommand = { type: 'AskForErasure', body: { of: There } };
    expect(nodes.give(focal(Here, ask)).refusal).toBeUndefined();
    expect(nodes.give(focal(Here, ask)).refusal?.code).toBe('already_exists');
    nodes.settle();
    expect(nodes.file(There).erasure.asked).toMatchObject([
      { messageId: asked(nodes.file(Here))?.messageId },
    ]);
    expect(erase(nodes, There).refusal?.code).toBeDefined();
    const { holdId } = nodes.file(There).erasure.holds[0]!;
    nodes.give(focal(There, { type: 'LiftLegalHold', body: { holdId } }));
    erase(nodes, There);
    nodes.settle();
    expect(nodes.file(Here).erasure.answers).toEqual([{ country: There, answer: 'done' }]);
    expect(nodes.give(focal(Here, ask)).refusal?.code).toBe('already_exists');
  });

  it('that the person asked for is not refused because she is in care there', () => {
    for (const [ground, code] of [
      ['person_request', 'wrong_state'],
      ['retention', undefined],
    ] as const) {
      const asking = given(caseOpened).when(
        'ReceiveMessage',
        inbound('ErasureRequested', { ground, messages: [] }),
        overThere(),
      );
      const body = { to: Here, ground: 'in_care_here' } as const;
      expect(asking.when('RefuseErasure', body, overThere()).decision.refusal?.code).toBe(code);
    }
  });

  it('leaves a recall and a letter possible, and takes nothing else', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    const [form] = ofKind(nodes.file(Here), 'CaseFormSent');
    erase(nodes, Here);
    nodes.settle();
    const recall = nodes.give(
      focal(Here, { type: 'RecallMessage', body: { messageId: form!.messageId, action: 'destroy' } }),
    );
    expect(recall.refusal).toBeUndefined();
    nodes.settle();
    expect(nodes.file(There).disclosure.theirs.find(({ kind }) => kind === 'CaseFormSent')?.stopped).toBe(
      true,
    );
    const letter: CaseCommand = {
      type: 'RecordErasureAnswer',
      body: { from: There, answer: 'done', certificate: 'no-7' },
    };
    expect(nodes.give(focal(Here, letter)).refusal).toBeUndefined();
    expect(nodes.file(Here).erasure.answers).toEqual([{ country: There, answer: 'done' }]);
    const closing: CaseCommand = { type: 'CloseCase', body: { reason: 'other' } };
    expect(nodes.give(focal(Here, closing)).refusal?.code).toBe('erased');
  });

  it('of both at once ends with each having the other’s answer', () => {
    const nodes = begun();
    tell(nodes);
    nodes.settle();
    nodes.give(focal(There, { type: 'AcknowledgeCase', body: { country: Here, focalPerson: 'focal-1' } }));
    nodes.settle();
    erase(nodes, Here);
    erase(nodes, There);
    nodes.settle();
    expect(nodes.file(Here).erasure.answers).toEqual([{ country: There, answer: 'done' }]);
    expect(nodes.file(There).erasure.answers).toEqual([{ country: Here, answer: 'done' }]);
  });
});
