import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { CaseCommand, Country } from '#casework';
import { installEventStore, postgresEventStore, type EventStore } from '#event-store';
import { type KeyRing } from '#sealing';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import {
  consentsTo,
  sampleActor,
  sampleContext,
  sampleFacts,
  sampleInstrument,
} from '../casework/spec/sample.js';
import type { Outcome } from './aggregate.js';
import { movableClock } from './clock.js';
import { commandIdAfter } from './command-id.js';
import { deskOf, type Desk } from './desk.js';
import { followUpsOf } from './follow-ups.js';
import { follow, followingMigrations, postgresCheckpoints, postgresParking } from '#following';
import { deskMigrations } from './migrations.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

const openCase: CaseCommand = {
  type: 'OpenCase',
  body: { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' },
};
const refuseConsent = (country: Country): CaseCommand => ({
  type: 'RefuseConsent',
  body: { purpose: 'family_tracing', recipient: { country } },
});

describe('the desk on PostgreSQL', () => {
  let database: ScratchDatabase;
  let store: EventStore;
  let keys: KeyRing;
  const clock = movableClock('2013-06-03T04:00:00Z');
  const newDesk = (): Desk =>
    deskOf({
      country: 'TH',
      store,
      keys,
      clock,
      facts: sampleFacts,
      channelTo: () => 'node',
      instruments: () => [sampleInstrument()],
      referenceFor: sampleContext().referenceFor,
      largestPayload: sampleContext().largestPayload,
      exchangeKeepsDays: sampleContext().exchangeKeepsDays,
      policy: sampleContext().policy,
      bodySecret: 'secret',
      eventSecret: 'events',
    });
  let desk: Desk;
  let caseId: string;
  /** Events that opening a case records. */
  let opening: number;

  const give = (
    by: Desk,
    key: string,
    command: CaseCommand,
    agency = 'focal',
    person = 'officer-1',
  ): Promise<Outcome> =>
    by.cases.carryOut({
      id: caseId,
      command,
      actor: sampleActor(agency, person),
      commandId: commandIdAfter(caseId, key),
    });

  beforeAll(async () => {
    database = await scratchDatabase();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    const owner = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [...followingMigrations, ...deskMigrations],
    }).initialize();
    await owner.runMigrations();
    await owner.destroy();
    store = postgresEventStore(database.poolAs(appendRole));
    keys = memoryKeyRing();
  });

  beforeEach(async () => {
    desk = newDesk();
    caseId = randomUUID();
    await give(desk, 'open', openCase);
    opening = (await desk.cases.load(caseId)).events.length;
  });

  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it('takes 64 concurrent callers of one case, from two processes, each once', async () => {
    const desks = [desk, newDesk()] as const;
    const calls = Array.from({ length: 64 }, (_, index) =>
      give(desks[index % 2 === 0 ? 0 : 1], `call ${index}`, refuseConsent('MM')),
    );
    const outcomes = await Promise.all(calls);
    const done = outcomes.filter(({ kind }) => kind === 'done');
    expect(outcomes.every(({ kind }) => kind === 'done' || kind === 'busy')).toBe(true);
    expect((await desk.cases.load(caseId)).events).toHaveLength(done.length + opening);
    const again = await Promise.all(
      Array.from({ length: 64 }, (_, index) => give(desk, `call ${index}`, refuseConsent('MM'))),
    );
    expect(again.every(({ kind }) => kind === 'done')).toBe(true);
    expect((await newDesk().cases.load(caseId)).events).toHaveLength(64 + opening);
  });

  it('gives the same answer to one command that comes twice at the same time in two processes', async () => {
    const other = newDesk();
    for (let round = 0; round < 20; round += 1) {
      const [a, b] = await Promise.all(
        [desk, other].map((by) => give(by, `round ${round}`, refuseConsent('MM'))),
      );
      if (a?.kind !== 'done' || b?.kind !== 'done') throw new Error('both are done');
      expect({ ...a, repeated: false }).toEqual({ ...b, repeated: false });
    }
    expect((await desk.cases.load(caseId)).events).toHaveLength(20 + opening);
  });

  it('keeps of its own events what a reader of the store finds', async () => {
    await give(desk, 'name', {
      type: 'RecordName',
      body: { source: 'person', confidence: 'medium', name: { text: 'မမြင့်', script: 'Mymr', kind: 'legal' } },
    });
    await give(desk, 'screening', {
      type: 'ScreenProtection',
      body: { about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' },
    });
    const { file, events } = await newDesk().cases.load(caseId);
    const kept = desk.cases.kept(caseId);
    expect(kept?.file).toEqual(file);
    expect(kept?.events.map(({ eventId, type, revision }) => [eventId, type, revision])).toEqual(
      events.map(({ eventId, type, revision }) => [eventId, type, revision]),
    );
    expect(kept?.events.at(-1)?.position).toBe(events.at(-1)?.position);
  });

  it('gives the first answer after the answer was lost', async () => {
    const losing: EventStore = {
      ...store,
      read: (stream, from) => store.read(stream, from),
      append: async (...call) => {
        await store.append(...call);
        throw new Error('connection lost');
      },
    };
    const dying = deskOf({
      country: 'TH',
      store: losing,
      keys,
      clock,
      facts: sampleFacts,
      channelTo: () => 'node',
      instruments: () => [],
      referenceFor: sampleContext().referenceFor,
      largestPayload: sampleContext().largestPayload,
      exchangeKeepsDays: sampleContext().exchangeKeepsDays,
      policy: sampleContext().policy,
      bodySecret: 'secret',
      eventSecret: 'events',
    });
    await expect(give(dying, 'lost', refuseConsent('MM'))).rejects.toThrow('connection lost');
    expect(await give(desk, 'lost', refuseConsent('MM'))).toMatchObject({
      kind: 'done',
      repeated: true,
      revision: opening,
    });
    expect(await give(desk, 'lost', refuseConsent('TH'))).toEqual({ kind: 'different_body' });
  });

  it('erases with two persons; the follower destroys the keys, and nothing of the person is served again', async () => {
    for (const { data } of consentsTo('MM').slice(0, 1))
      await give(desk, 'consent', {
        type: 'GiveConsent',
        body: {
          ...data,
          told: ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'],
        },
      });
    await give(desk, 'exclude', {
      type: 'ExcludeParty',
      body: { officialId: 'officer-9', reason: 'She recognised an officer.' },
    });
    expect(JSON.stringify(await desk.cases.history(caseId))).toContain('recognised');
    const requested = await give(desk, 'ask', { type: 'RequestErasure', body: { ground: 'person_request' } });
    expect(requested).toMatchObject({ kind: 'done' });
    const requestId = (await desk.cases.load(caseId)).file.erasure.requests[0]?.requestId ?? '';
    const confirmed = await give(
      desk,
      'yes',
      { type: 'ConfirmErasure', body: { requestId } },
      'welfare',
      'officer-2',
    );
    expect(confirmed).toMatchObject({ kind: 'done', events: [{ type: 'PersonErased' }] });
    const history = await newDesk().cases.history(caseId);
    expect(JSON.stringify(history)).not.toContain('recognised');
    const stop = new AbortController();
    const following = follow(followUpsOf({ desk, country: 'TH', keys }), {
      store,
      checkpoints: postgresCheckpoints(database.pool),
      parking: postgresParking(database.pool),
      signal: stop.signal,
    });
    const until = Date.now() + 5_000;
    while ((await keys.forOpening([`${caseId}/P4`])).size > 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await following;
    expect((await keys.forOpening([`${caseId}/P4`])).size).toBe(0);
    expect(await give(desk, 'later', refuseConsent('MM'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'erased' },
    });
  });
});
