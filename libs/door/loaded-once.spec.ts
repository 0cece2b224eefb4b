import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#access';
import {
  journeyPublicCommands,
  publicCommands,
  usualPolicy,
  type JourneyPublicCommandType,
  type PublicCommandType,
} from '#casework';
import { factsOf } from '#countries';
import { commandIdAfter, deskOf, instrumentRegisterId, movableClock, type Desk } from '#desk';
import type { EventStore } from '#event-store';
import { type KeyRing } from '#sealing';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { knowsOf, needToKnowIn } from './need-to-know.js';
import { opaquePositions } from './opaque.js';
import type { DoorParts } from './parts.js';
import { ProblemError } from './problem.js';
import { thaiCaller } from './spec/caller.js';
import { tagsOf } from './tags.js';
import { writingThrough } from './writing.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

/*
 * A command as it comes over HTTP, from need-to-know to its answer: its file is read from the store once. What that costs
 * the store is counted, as reads of the file's stream and as events that these gave.
 */
const facts = factsOf('TH');
const owner = thaiCaller('msdhs-pathum-thani');

interface Given {
  readonly type: string;
  readonly key: string;
  readonly body?: unknown;
  readonly caseId?: string;
  readonly journeyId?: string;
  readonly ifMatch?: string;
  readonly caller?: Caller;
}

const exampleOf = (type: string): unknown =>
  ({ ...publicCommands, ...journeyPublicCommands })[type as PublicCommandType].example;

/** One process of a node over a store. */
const nodeOn = (store: EventStore, keys: KeyRing) => {
  const read: string[] = [];
  const counted: EventStore = {
    ...store,
    append: (...call) => store.append(...call),
    read: (stream, from) => {
      // The register of instruments is read anew from time to time, whoever asks (register-now.spec).
      if (stream !== `instrument-${instrumentRegisterId}`) read.push(stream);
      return store.read(stream, from);
    },
  };
  const looking = { facts, cases: { load: (id: string) => desk.cases.load(id) } };
  const desk: Desk = deskOf({
    channelTo: () => 'node',
    ...{ country: 'TH', facts: factsOf, policy: usualPolicy, instruments: () => [], store: counted },
    ...{ keys, clock: movableClock('2018-02-01T00:00:00Z') },
    ...{ referenceFor: (country, id) => commandIdAfter(id, country) },
    ...{ largestPayload: 100_000, exchangeKeepsDays: 14, bodySecret: 'bodies', eventSecret: 'events' },
    ...{ tags: tagsOf({ ...looking, secret: 'secret' }), knows: knowsOf(looking) },
  });
  const parts = {
    ...{ facts, secret: 'secret', positions: opaquePositions('secret') },
    ...{ cases: desk.cases, journeys: desk.journeys, register: desk.instruments, people: desk.people },
  } as unknown as DoorParts;
  const bus = {
    onCase: desk.cases.carryOut,
    onJourney: desk.journeys.carryOut,
    onInstruments: desk.instruments.carryOut,
    onPeople: desk.people.carryOut,
  };
  const writing = writingThrough(parts, bus);
  const needToKnow = needToKnowIn(parts);

  const written = async (how: Given): Promise<{ readonly id: string; readonly etag: string }> => {
    const { type, key, caseId, journeyId, ifMatch, caller = owner, body = exampleOf(type) } = how;
    const write = { caller, method: 'POST', body, idempotencyKey: key, ifMatch };
    const route = `/${caseId ?? journeyId ?? 'new'}/${type}`;
    if (type === 'PlanJourney' || journeyId !== undefined) {
      const known = journeyId === undefined ? undefined : await needToKnow.ofJourney(caller, journeyId, type);
      return writing.onJourney(write, route, type as JourneyPublicCommandType, known);
    }
    const known = caseId === undefined ? undefined : await needToKnow.ofCase(caller, caseId);
    return writing.onCase(write, route, type as PublicCommandType, known);
  };

  /** What a command was answered, and which streams were read for it. */
  const give = async (how: Given) => {
    read.length = 0;
    const answer = await written(how).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return error.problem.code;
    });
    const { id = '', etag = '' } = typeof answer === 'string' ? {} : answer;
    return { id, etag, answer, read: [...read] };
  };
  return { give };
};

const opened = async (tellsRepeated = true) => {
  const store = Object.assign(memoryStore(), { tellsRepeated });
  const keys = memoryKeyRing();
  const { give } = nodeOn(store, keys);
  const first = await give({ type: 'OpenCase', key: 'open' });
  return { store, keys, give, first, caseId: first.id, stream: `case-${first.id}` };
};

const name = (key: string) => ({ type: 'RecordName', key });
const exclusion = {
  ...{ type: 'ExcludeParty', key: 'exclude' },
  body: { agency: owner.agency.id, reason: 'A relative works there.' },
};

describe('the file of a command', () => {
  it('is read once: of one that opens it, goes on with it, is refused, is repeated, comes too late', async () => {
    const { give, first, caseId, stream } = await opened();
    expect(first).toMatchObject({ answer: { repeated: false }, read: [stream] });
    const done = await give({ ...name('a'), caseId });
    expect(done).toMatchObject({ answer: { repeated: false }, read: [stream] });
    const again = { id: caseId, repeated: true };
    expect(await give({ ...name('a'), caseId })).toMatchObject({ answer: again, read: [stream] });
    expect(await give({ type: 'OpenCase', key: 'open' })).toMatchObject({ answer: again, read: [stream] });
    const reopen = { type: 'ReopenCase', key: 'reopen', caseId };
    expect(await give(reopen)).toMatchObject({ answer: 'wrong_state', read: [stream] });
    const late = { ...name('b'), caseId, ifMatch: first.etag };
    expect(await give(late)).toMatchObject({ answer: 'changed_meanwhile', read: [stream] });
    expect(await give({ ...late, ifMatch: done.etag })).toMatchObject({ answer: {}, read: [stream] });
    expect(await give({ ...name('c'), caseId, caller: thaiCaller('atpd') })).toMatchObject({
      ...{ answer: 'not_found', read: [stream] },
    });
  });

  it('is read once more for each time that another process wrote meanwhile, and decided on anew', async () => {
    const { store, keys, give, caseId, stream } = await opened();
    const other = nodeOn(store, keys);
    const meanwhile = (...all: readonly Given[]) => {
      const left = [...all];
      store.beforeAppend = async () => {
        const next = left.shift();
        if (!next) return;
        const before = store.beforeAppend;
        store.beforeAppend = () => undefined;
        await other.give(next);
        store.beforeAppend = before;
      };
    };
    meanwhile({ ...name('b'), caseId });
    expect(await give({ ...name('a'), caseId })).toMatchObject({ answer: {}, read: [stream, stream] });
    meanwhile({ ...name('d'), caseId }, { ...name('e'), caseId });
    const { answer, etag, read } = await give({ ...name('c'), caseId });
    expect([answer, read]).toMatchObject([{ repeated: false }, [stream, stream, stream]]);
    meanwhile({ ...name('g'), caseId });
    expect(await give({ ...name('f'), caseId, ifMatch: etag })).toMatchObject({
      ...{ answer: 'changed_meanwhile', read: [stream, stream] },
    });
    meanwhile({ ...exclusion, caseId });
    expect(await give({ ...name('h'), caseId })).toMatchObject({
      ...{ answer: 'not_found', read: [stream, stream] },
    });
  });

  it('is decided on as need-to-know found it, or need-to-know is asked again', async () => {
    const { give, caseId } = await opened();
    const answers = await Promise.all([
      give({ ...exclusion, caseId }),
      give({ ...name('a'), caseId }),
      give({ type: 'ReopenCase', key: 'reopen', caseId }),
    ]);
    expect(answers.map(({ answer }) => answer)).toMatchObject([
      { repeated: false },
      'not_found',
      'not_found',
    ]);
  });

  it('is looked at again before the decision where the store cannot tell a repetition', async () => {
    const { give, caseId, stream } = await opened(false);
    const { answer, read } = await give({ ...name('a'), caseId });
    expect([answer, read]).toMatchObject([{ repeated: false }, [stream, stream, stream]]);
  });
});
