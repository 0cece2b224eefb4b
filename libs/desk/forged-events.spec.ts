import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { caseEvents, exists, type CaseCommand } from '#casework';
import { checkedEventStore, stampsOf } from '#sealing';
import { start, type StoredEvent } from '#event-store';
import { sampleActor, sampleContext, sampleFacts } from '../casework/spec/sample.js';
import { movableClock } from './clock.js';
import { commandIdAfter } from './command-id.js';
import { deskOf } from './desk.js';
import { followUpsOf } from './follow-ups.js';
import { replayErasures } from './replay-erasures.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

const caseId = randomUUID();
const stream = `case-${caseId}`;
const requestId = randomUUID();
const stamps = stampsOf({ id: 'first', secret: Buffer.alloc(32, 1) });

const deskWith = (store = memoryStore()) => {
  const keys = memoryKeyRing();
  const checked = checkedEventStore(store, { stamps, catalogueOf: () => caseEvents });
  const desk = deskOf({
    country: 'TH',
    store: checked,
    keys,
    clock: movableClock('2013-06-03T04:00:00Z'),
    facts: sampleFacts,
    policy: sampleContext().policy,
    channelTo: () => 'node',
    instruments: () => [],
    referenceFor: sampleContext().referenceFor,
    largestPayload: sampleContext().largestPayload,
    exchangeKeepsDays: sampleContext().exchangeKeepsDays,
    bodySecret: 'secret',
    eventSecret: 'events',
  });
  return { store, keys, checked, desk };
};

const open: CaseCommand = {
  type: 'OpenCase',
  body: { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' },
};

const give = (desk: ReturnType<typeof deskWith>['desk'], key: string, command: CaseCommand) =>
  desk.cases.carryOut({
    ...{ id: caseId, command, actor: sampleActor('focal'), commandId: commandIdAfter(key, 'command') },
  });

/** What somebody writes who has the database of the events and no key of the node. */
const forgeries = (real: StoredEvent): readonly (readonly [string, StoredEvent])[] => {
  const as = (type: string, data: StoredEvent['open'], meta: object = {}): StoredEvent => ({
    ...{ id: randomUUID(), type, version: 1, open: data, sealed: {} },
    meta: { ...real.meta, ...meta },
  });
  const unstamped = { stamp: undefined };
  return [
    ['an office is let in', as('AgencyInvolved', { agency: 'police', mandate: 'identify' })],
    ['an erasure is asked for', as('ErasureRequested', { requestId, ground: 'person_request' })],
    [
      'the person is erased',
      as('PersonErased', { requestId, ground: 'person_request', subjects: ['person'] }, unstamped),
    ],
    ['what stood before is said again', { ...real, id: randomUUID() }],
    ['an actor and a time are made up', as('CaseClosed', {}, { actor: 'somebody', stamp: 'first.AAAA' })],
  ];
};

describe('an event that the node did not write', () => {
  it('takes up its revision in a file, and is nothing else: not to the rules, not to what follows, not to the keys', async () => {
    const { store, keys, checked, desk } = deskWith();
    await give(desk, 'open', open);
    const before = (await desk.cases.load(caseId)).file;
    const [real] = store.all;
    if (!real) throw new Error('the case was opened');
    for (const [what, forged] of forgeries(real)) {
      const at = store.all.length - 1;
      await store.append(stream, at, [forged]);
      for (const fresh of [desk, deskWith(store).desk]) {
        const { file, events } = await fresh.cases.load(caseId);
        expect({ what, ...file }).toEqual({ what, ...before, revision: at + 1 });
        expect(events.map(({ eventId }) => eventId)).not.toContain(forged.id);
      }
    }
    const followed = (await checked.readAll(start, 100))
      .slice(before.revision + 1)
      .flatMap(followUpsOf({ desk, country: 'TH', keys }).deedsOf);
    expect(followed).toEqual([]);
    const checkpoints = { load: () => Promise.resolve(start) } as never;
    const erased: string[] = [];
    const replayed = {
      replayErasures: (subjects: Iterable<string>) => Promise.resolve(void erased.push(...subjects)),
    };
    await replayErasures({ store: checked, checkpoints, keys: replayed, desk });
    expect(erased).toEqual([]);
    expect(await give(desk, 'again', open)).toMatchObject({ kind: 'refused' });
  });

  it('makes no case where there is none, and keeps nobody from opening it', async () => {
    const { store, desk } = deskWith();
    const strange = deskWith();
    await give(strange.desk, 'open', open);
    const [forged] = strange.store.all;
    if (forged)
      await store.append(stream, 'none', [
        { ...forged, id: randomUUID(), meta: { ...forged.meta, actor: 'x' } },
      ]);
    expect(exists((await desk.cases.load(caseId)).file)).toBe(false);
    const name: CaseCommand = {
      type: 'RecordName',
      body: {
        ...{ source: 'person', confidence: 'medium' },
        name: { text: 'Ma Mya', script: 'Latn', kind: 'legal' },
      },
    };
    expect(await give(desk, 'name', name)).toEqual({ kind: 'not_found' });
    expect(await give(desk, 'open', open)).toMatchObject({ kind: 'done', revision: 2 });
    expect(await give(desk, 'name', name)).toMatchObject({ kind: 'done', revision: 3 });
  });
});
