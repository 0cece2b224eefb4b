import { describe, expect, it } from '@jest/globals';
import { inEffect, type CaseCommand, type NewCaseEvent } from '#casework';
import { consentsTo, id, sampleFacts } from '../casework/spec/sample.js';
import { tellings } from '../casework/consent/commands.js';
import { doing, places, type Land } from '../casework/spec/crossing-acts.js';
import { nodesFrom, type TwoNodes } from '../casework/spec/two-nodes.js';
import { nationalityRequests, isSettled, type RequestState } from './nationality-requests.js';
import { tracingInbox } from './provincial-office/tracing-inbox.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import { rowsAfter } from './spec/happened.js';
import { placed } from './spec/placed.js';

const asks = ['NationalityConfirmationRequested', 'FamilyTracingRequested'] as const;
const everywhere = places();
const caseId = id('case');

const give = (nodes: TwoNodes, country: Land, type: string, body: object, agency = 'focal'): void => {
  const command = { type, body } as CaseCommand;
  const { refusal } = nodes.give({ country, agency, command });
  expect({ type, refused: refusal?.code }).toEqual({ type, refused: undefined });
};
const questionsOf = (nodes: TwoNodes): readonly string[] =>
  nodes
    .file('TH')
    .disclosure.own.filter(({ kind }) => (asks as readonly string[]).includes(kind))
    .map(({ messageId }) => messageId);

type Rows = readonly Readonly<Record<string, unknown>>[];
const listsOf = (nodes: TwoNodes, land: Land) => {
  const events = inEffect(
    nodes.history(land).map((event) => placed(event, caseId)),
    ({ id: eventId, type, open, meta }) => ({
      ...{ id: eventId, type, open, occurredAt: meta.occurredAt },
      ...{ recordedAt: meta.recordedAt, commandId: meta.commandId },
    }),
  );
  const rows = (view: Parameters<typeof rowsAfter>[0]): Rows => Object.values(rowsAfter(view, ...events));
  return {
    waits: rows(transfersBoard).flatMap(({ waits }) => waits as readonly { readonly id: string }[]),
    checks: rows(nationalityRequests('registry')),
    searches: rows(tracingInbox),
  };
};

/** Every way in which a question ends otherwise than by its answer, on nodes where both were asked. */
const endings: Readonly<Record<string, (nodes: TwoNodes) => void>> = {
  'closed there as not theirs': (nodes) =>
    give(nodes, 'MM', 'CloseCase', { reason: 'not_ours', tell: ['TH'] }),
  'closed here': (nodes) => give(nodes, 'TH', 'CloseCase', { reason: 'lost_contact', tell: ['MM'] }),
  'taken back': (nodes) => {
    for (const messageId of questionsOf(nodes))
      give(nodes, 'TH', 'RecallMessage', { messageId, action: 'stop_use' });
  },
  'its consent withdrawn': (nodes) =>
    give(nodes, 'TH', 'WithdrawConsent', { consentId: id('consent return MM') }),
  'contact stopped here': (nodes) => give(nodes, 'TH', 'StopContact', { with: 'MM', reason: 'Followed.' }),
  'contact stopped there': (nodes) => give(nodes, 'MM', 'StopContact', { with: 'TH', reason: 'Followed.' }),
  'the person died': (nodes) => give(nodes, 'TH', 'RecordDeath', { notified: [] }),
  'erased here': (nodes) => erased(nodes, 'TH'),
  'erased there': (nodes) => erased(nodes, 'MM'),
};

const erased = (nodes: TwoNodes, land: Land): void => {
  give(nodes, land, 'CloseCase', { reason: 'lost_contact', tell: [land === 'TH' ? 'MM' : 'TH'] });
  nodes.settle();
  give(nodes, land, 'RequestErasure', { ground: 'person_request' });
  const requestId = nodes.file(land).erasure.requests.at(-1)?.requestId;
  give(nodes, land, 'ConfirmErasure', { requestId }, 'welfare');
};

const asked = (): TwoNodes => {
  const nodes = nodesFrom(everywhere['asked']!.soFar(), sampleFacts);
  give(nodes, 'MM', 'AcknowledgeCase', { country: 'TH', focalPerson: 'daw-1' });
  nodes.settle();
  return nodes;
};

const expectEnded = (nodes: TwoNodes, ended: readonly string[]): void => {
  for (const land of ['TH', 'MM'] as const) {
    const { waits, checks, searches } = listsOf(nodes, land);
    const open = [
      ...waits.filter(({ id: waited }) => ended.includes(waited)).map(() => 'a wait'),
      ...checks
        .filter(
          ({ messageId, state }) => ended.includes(messageId as string) && !isSettled(state as RequestState),
        )
        .map(({ state }) => `a check: ${String(state)}`),
      ...searches
        .filter(({ messageId, concluded }) => ended.includes(messageId as string) && concluded !== true)
        .map(() => 'a search'),
    ];
    expect({ land, open }).toEqual({ land, open: [] });
  }
};

describe('a question that ended otherwise than by its answer', () => {
  it('waits in the lists of both sides until then', () => {
    const nodes = asked();
    const questions = questionsOf(nodes);
    expect(questions).toHaveLength(2);
    for (const land of ['TH', 'MM'] as const)
      expect(listsOf(nodes, land).waits.map(({ id: waited }) => waited)).toEqual(
        expect.arrayContaining([...questions]),
      );
    expect(listsOf(nodes, 'MM').checks[0]).toMatchObject({ state: 'received' });
    expect(listsOf(nodes, 'MM').searches[0]).toMatchObject({ concluded: false });
  });

  it.each(Object.entries(endings))('is no wait and no open row on either side: %s', (_name, end) => {
    const nodes = asked();
    const questions = questionsOf(nodes);
    end(nodes);
    nodes.settle();
    expectEnded(nodes, questions);
  });

  it('is none where the other side refused it, or where it was lost and taken back', () => {
    for (const lost of [false, true]) {
      const nodes = nodesFrom(everywhere['notified']!.soFar(), sampleFacts);
      for (const act of ['ask', 'trace']) doing(nodes, 'TH', act);
      nodes.post('TH');
      if (lost) {
        nodes.lose('TH');
        endings['taken back']!(nodes);
      } else nodes.refuseAll('TH');
      nodes.settle();
      expectEnded(nodes, questionsOf(nodes));
    }
  });

  it('is none where a newer one took its place, and the newer one waits on both sides', () => {
    const nodes = asked();
    const earlier = questionsOf(nodes);
    endings['its consent withdrawn']!(nodes);
    nodes.settle();
    for (const event of consentsTo('MM') as readonly NewCaseEvent[]) {
      if (event.type !== 'ConsentGiven' || event.data.purpose !== 'return') continue;
      const { consentId: _id, ...given } = event.data;
      give(nodes, 'TH', 'GiveConsent', { ...given, told: tellings });
    }
    for (const act of ['ask', 'trace']) expect(doing(nodes, 'TH', act)).toEqual([undefined]);
    nodes.settle();
    expectEnded(nodes, earlier);
    const newer = questionsOf(nodes).filter((messageId) => !earlier.includes(messageId));
    expect(newer).toHaveLength(2);
    for (const land of ['TH', 'MM'] as const)
      expect(listsOf(nodes, land).waits.map(({ id: waited }) => waited)).toEqual(
        expect.arrayContaining([...newer]),
      );
  });
});
