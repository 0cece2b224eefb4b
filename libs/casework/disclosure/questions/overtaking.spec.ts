import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type BodyOf, type CaseCommand, type MessageKind } from '../../records/catalogue.js';
import { tellings } from '../../consent/commands.js';
import { fieldGroups } from '../../words/dictionary.js';
import type { CaseFile } from '../../records/file.js';
import { inbound, overThere, notice } from '../../spec/crossing.js';
import { given, type Outcome } from '../../spec/given.js';
import { identityKnown, openToThere, sampleName, samplePlace, untoldThere } from '../../spec/histories.js';
import { screened } from '../../spec/identifying.js';
import { id, sampleActor, sampleFacts } from '../../spec/sample.js';
import { sentMessage } from '../../spec/sent.js';
import { twoNodes, type TwoNodes } from '../../spec/two-nodes.js';
import { covering } from './overtaking.js';
import { nextSequenceFrom } from '../state.js';
import { Here, There } from '../../spec/lands.js';

type Received = BodyOf<'ReceiveMessage'>;

const proposal = { proposalId: id('proposal'), point: 'bridge', plannedOn: '2013-08-01', escorts: 1 };

/** The case as Here tells of it, and last what stops. */
const told: readonly Received[] = [
  inbound('CaseNotified', notice, { sequence: 1 }),
  inbound('CaseFormSent', { formId: id('form'), names: [sampleName], origin: samplePlace }, { sequence: 2 }),
  inbound('NationalityConfirmationRequested', { requestId: id('r'), names: [sampleName] }, { sequence: 3 }),
  inbound('RepatriationProposed', proposal, { sequence: 4 }),
];

const last = { sequence: 5 };
/** Each stop, and which of the four above it stops. */
const stops: readonly { readonly message: Received; readonly stopped: readonly number[] }[] = [
  { message: inbound('ContactStopped', {}, last), stopped: [1, 2, 3, 4] },
  {
    message: inbound('ConsentWithdrawn', { purpose: 'return', groups: [...fieldGroups] }, last),
    stopped: [1, 2, 3, 4],
  },
  {
    message: inbound('MessageRecalled', { recalled: told[2]!.messageId, action: 'stop_use' }, last),
    stopped: [3],
  },
];

const here = overThere();
const receive = (before: Outcome | undefined, message: Received): Outcome =>
  before ? before.when('ReceiveMessage', message, here) : given().when('ReceiveMessage', message, here);

/** Gives messages to the desk as the bridge does: what comes too early waits, and is tried again after each that is taken. */
const deliver = (arriving: readonly Received[]): Outcome => {
  let world: Outcome | undefined;
  let waiting: Received[] = [];
  for (const message of arriving) {
    waiting.push(message);
    for (let took = true; took;) {
      took = false;
      for (const next of waiting.toSorted((a, b) => a.sequence - b.sequence)) {
        const after = receive(world, next);
        if (after.decision.refusal?.code === 'out_of_order') continue;
        expect(after.decision.refusal).toBeUndefined();
        world = after;
        waiting = waiting.filter((other) => other !== next);
        took = true;
      }
    }
  }
  return world!;
};

const inUse = (file: CaseFile): readonly number[] =>
  file.disclosure.theirs
    .filter(({ outcome, stopped }) => outcome === 'effective' && !stopped)
    .map(({ sequence }) => sequence)
    .sort();

describe('a message that stops something', () => {
  it('says of its kind what it stops, for every kind that stops', () => {
    const kinds = Object.keys(messages).filter((kind) => messages[kind as MessageKind].stops);
    expect(Object.keys(covering).sort()).toEqual(kinds.sort());
  });

  it('takes effect whatever before it was lost or comes late, and what it stopped has none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stops),
        fc.shuffledSubarray(told.slice(1)),
        fc.nat(3),
        ({ message, stopped }, late, place) => {
          const arriving = [told[0]!, ...late.slice(0, place), message, ...late.slice(place)];
          const { file } = deliver(arriving);
          expect(
            file.disclosure.theirs.find(({ messageId }) => messageId === message.messageId)?.outcome,
          ).toBe('effective');
          expect(inUse(file).filter((sequence) => stopped.includes(sequence))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves the case as it would have been in order, once all has come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stops),
        fc.shuffledSubarray(told.slice(1), { minLength: 3 }),
        fc.nat(3),
        ({ message }, late, place) => {
          const arriving = [told[0]!, ...late.slice(0, place), message, ...late.slice(place)];
          expect(inUse(deliver(arriving).file)).toEqual(inUse(deliver([...told, message]).file));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a proposal of before from opening the return again', () => {
    const [first] = told;
    const again = { ...inbound('RepatriationProposed', proposal, { sequence: 3 }), messageId: id('again') };
    const world = deliver([
      first!,
      inbound('RepatriationProposed', proposal, { sequence: 2 }),
      inbound('ReturnCancelled', { reason: 'circumstances' }, { sequence: 4 }),
    ]);
    expect(world.file.repatriation.stage).toBe('cancelled');
    const late = receive(world, again);
    late.thenRecords({
      MessageReceived: { outcome: 'refused', reason: 'wrong_state' },
      IrregularityRaised: { rule: 'return_plan_not_taken' },
    });
    expect(late.file.repatriation.stage).toBe('cancelled');
    expect(nextSequenceFrom(late.file.disclosure, Here)).toBe(5);
  });

  it('waits for its turn where it finds nothing yet that it could stop', () => {
    given()
      .when('ReceiveMessage', inbound('ContactStopped', {}, { sequence: 2 }), here)
      .thenRefuses('out_of_order');
  });

  it('that went before what it stops keeps that from going', () => {
    const node = { actor: sampleActor('node', 'node') };
    const proposed = sentMessage('RepatriationProposed', { groups: ['journey'], payload: proposal });
    given(
      ...openToThere,
      ...sentMessage('CaseAcknowledged', { released: 1 }),
      ...proposed,
      ...sentMessage('ReturnCancelled', { payload: { reason: 'circumstances' }, released: 2 }),
    )
      .when('ReleaseMessage', { messageId: id('RepatriationProposed') }, node)
      .thenRecords({ MessageWithheld: { kind: 'RepatriationProposed', to: There, reason: 'recalled' } });
    given(
      ...openToThere,
      ...sentMessage('CaseFormSent'),
      ...sentMessage('MessageRecalled', { payload: { recalled: id('CaseFormSent'), action: 'stop_use' } }),
    )
      .when('ReleaseMessage', { messageId: id('MessageRecalled') }, node)
      .thenRecords({ MessageWithheld: { kind: 'MessageRecalled', to: There, reason: 'nothing_sent' } })
      .when('ReleaseMessage', { messageId: id('CaseFormSent') }, node)
      .thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'recalled' } });
  });
});

describe('what was lost and is taken back', () => {
  const focal = (nodes: TwoNodes, type: string, body: object): string | undefined =>
    nodes.give({ country: Here, agency: 'focal', command: { type, body } as CaseCommand }).refusal?.code;
  const ownOf = (nodes: TwoNodes, kind: string) =>
    nodes.file(Here).disclosure.own.findLast((message) => message.kind === kind);
  const takenBack: Readonly<Record<string, (nodes: TwoNodes, kind: string) => void>> = {
    recall: (nodes, kind) =>
      focal(nodes, 'RecallMessage', { messageId: ownOf(nodes, kind)?.messageId, action: 'stop_use' }),
    withdrawal: (nodes) => focal(nodes, 'WithdrawConsent', { consentId: id(`consent return ${There}`) }),
    stop: (nodes) => {
      focal(nodes, 'StopContact', { with: There, reason: 'Followed.' });
      nodes.post(Here);
      focal(nodes, 'ResumeContact', { with: There });
    },
  };
  const begins: CaseCommand = { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } };
  const consents = {
    ...{ purpose: 'return', recipient: { country: There }, groups: [...fieldGroups], givenBy: 'person' },
    ...{ told: [...tellings], language: 'my' },
  };

  it.each(Object.entries(takenBack))('holds nothing up that is sent after it: %s', (_name, takeBack) => {
    for (const lost of ['CaseNotified', 'CaseFormSent'])
      for (const late of [false, true]) {
        const nodes = twoNodes([...untoldThere, screened, ...identityKnown], sampleFacts);
        focal(nodes, begins.type, begins.body);
        if (lost === 'CaseFormSent') {
          nodes.settle();
          focal(nodes, 'SendCaseForm', { to: There });
        }
        nodes.post(Here);
        const under = nodes.lose(Here);
        takeBack(nodes, lost);
        nodes.settle();
        while (nodes.arrive(Here));
        if (late) nodes.late(Here, under);
        focal(nodes, 'GiveConsent', consents);
        focal(nodes, 'NotifyCountry', { country: There, locationType: 'shelter' });
        nodes.settle();
        expect(focal(nodes, 'SendCaseForm', { to: There })).toBeUndefined();
        nodes.settle();
        expect({ lost, late, receipt: ownOf(nodes, 'CaseFormSent')?.receipt }).toEqual({
          ...{ lost, late, receipt: 'received' },
        });
        const gone = under.map(({ message }) => message.messageId);
        const used = nodes
          .file(There)
          .disclosure.theirs.filter(({ messageId }) => gone.includes(messageId))
          .filter(({ outcome, stopped }) => outcome === 'effective' && !stopped);
        expect(used).toEqual([]);
      }
  });
});
