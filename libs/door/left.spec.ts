import { describe, expect, it } from '@jest/globals';
import { leftBy } from '#access';
import { EventStoreUnavailableError, type EventStore } from '#event-store';
import { usualPolicy, type PeopleCommand } from '#casework';
import { factsOf } from '#countries';
import { commandIdAfter, deskOf, movableClock, peopleRegisterId, type Desk } from '#desk';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { peopleIn } from './server.js';
import { thaiCaller } from './spec/caller.js';

/** One process of a node over a store. */
const deskOn = (store: EventStore): Desk =>
  deskOf({
    channelTo: () => 'node',
    ...{ country: 'TH', facts: factsOf, policy: usualPolicy, instruments: () => [], store },
    ...{ keys: memoryKeyRing(), clock: movableClock('2018-02-01T00:00:00Z') },
    ...{ referenceFor: (country, id) => commandIdAfter(id, country) },
    ...{ largestPayload: 100_000, exchangeKeepsDays: 14, bodySecret: 'bodies', eventSecret: 'events' },
  });

const chief = thaiCaller('datip', 'chief').actor;
const officer = thaiCaller('datip', 'officer').actor;

const telling = async (desk: Desk, command: PeopleCommand, actor = chief) => {
  const commandId = commandIdAfter(command.type, actor.id);
  return desk.people.carryOut({ id: peopleRegisterId, command, actor, commandId });
};
const leaving: PeopleCommand = { type: 'RecordLeaving', body: { person: officer.id } };

/** A store that can be down, or say nothing. */
const failing = (store: EventStore) => {
  const state = { mood: 'well' as 'well' | 'down' | 'silent' };
  const faulty: EventStore = {
    ...store,
    append: (...call) => store.append(...call),
    async *read(stream, from) {
      if (state.mood === 'down') throw new EventStoreUnavailableError('down');
      if (state.mood === 'silent') await new Promise(() => undefined);
      yield* store.read(stream, from);
    },
  };
  return { state, faulty };
};

describe('who left an office', () => {
  it('is known to every process of a node by its next request, whichever recorded it', async () => {
    const store = memoryStore();
    const [one, other] = [deskOn(store), deskOn(store)];
    const hasLeft = leftBy(peopleIn(other));
    expect(await hasLeft(officer)).toBe(false);
    expect(await telling(one, leaving)).toMatchObject({ kind: 'done' });
    expect(await hasLeft(officer)).toBe(true);
    expect(await hasLeft({ ...officer, id: officer.id.toUpperCase() })).toBe(true);
    expect(await hasLeft(chief)).toBe(false);
    expect(await hasLeft({ ...officer, agency: 'atpd' })).toBe(false);
    await telling(other, { type: 'ProposeReturn', body: { person: officer.id } });
    expect(await hasLeft(officer)).toBe(true);
    const second = thaiCaller('datip', 'second').actor;
    await telling(one, { type: 'ConfirmReturn', body: { person: officer.id } }, second);
    expect(await hasLeft(officer)).toBe(false);
  });

  it('is recorded by their own office alone, an auditor by the auditor', async () => {
    const desk = deskOn(memoryStore());
    const auditor = factsOf('TH').agencies.find(({ mandates }) => mandates.includes('audit'));
    const actor = thaiCaller(auditor?.id ?? '', 'chief').actor;
    await telling(desk, { type: 'RecordLeaving', body: { person: 'one' } }, actor);
    await telling(desk, leaving);
    const { file } = await desk.people.load(peopleRegisterId);
    expect([...file.left.values()].map(({ agency, person }) => [agency, person])).toEqual([
      [actor.agency, 'one'],
      ['datip', officer.id],
    ]);
  });

  it('stays known while the store is down or silent; a process that never read it lets nobody in', async () => {
    const store = memoryStore();
    const { state, faulty } = failing(store);
    const desk = deskOn(faulty);
    const hasLeft = leftBy({ ...peopleIn(desk), waitMs: 20 });
    state.mood = 'down';
    await expect(hasLeft(chief)).rejects.toThrow(EventStoreUnavailableError);
    state.mood = 'well';
    expect(await hasLeft(officer)).toBe(false);
    state.mood = 'down';
    expect(await hasLeft(officer)).toBe(false);
    state.mood = 'well';
    await telling(desk, leaving);
    expect(await hasLeft(officer)).toBe(true);
    state.mood = 'down';
    expect([await hasLeft(officer), await hasLeft(chief)]).toEqual([true, false]);
    state.mood = 'silent';
    const began = performance.now();
    expect([await hasLeft(officer), await hasLeft(chief)]).toEqual([true, false]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
