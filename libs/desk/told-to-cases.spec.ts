import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, type CaseCommand, type JourneyCommand, type NewCaseEvent } from '#casework';
import { start } from '#event-store';
import { recorded } from '../casework/spec/given.js';
import { Here, There, Third } from '../casework/spec/lands.js';
import { agreed, approved, journeyId, plannedOn, proposed, ready } from '../casework/spec/returning.js';
import { id, sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../casework/spec/sample.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { movableClock } from './clock.js';
import { commandIdAfter } from './command-id.js';
import { deskOf } from './desk.js';
import { followUpsOf } from './follow-ups.js';
import { sealingOf } from './sealing.js';

const people = [id('mother'), id('father')] as const;
type Person = (typeof people)[number];
const journeys = [journeyId, id('another journey')] as const;
const through = [
  { from: 'shelter', to: 'border-post', mode: 'road' as const, in: Here },
  { from: 'gate-of-entry', to: 'bridge', mode: 'road' as const, in: Third },
];
const plan: JourneyCommand = {
  type: 'PlanJourney',
  body: { to: There, point: 'bridge', on: plannedOn, legs: through },
};
const departure: CaseCommand = {
  type: 'NotifyDeparture',
  body: { on: plannedOn, point: 'bridge', escorts: 2 },
};
const { group: _group, ...alone } = (proposed as typeof proposed & { type: 'RepatriationProposed' }).data;
const proposedAlone: NewCaseEvent = { type: 'RepatriationProposed', data: alone };

/** A node's desk with two people whose return is approved. No follower runs unless it is asked to. */
const deskWith = async (proposal: NewCaseEvent = proposedAlone) => {
  const store = memoryStore();
  const keys = memoryKeyRing();
  const another = () =>
    deskOf({
      ...{ country: Here, store, keys, facts: sampleFacts, bodySecret: 'secret', eventSecret: 'events' },
      ...{ clock: movableClock('2013-06-03T04:00:00Z'), channelTo: () => 'node' },
      instruments: () => [sampleInstrument()],
      referenceFor: sampleContext().referenceFor,
      largestPayload: sampleContext().largestPayload,
      exchangeKeepsDays: sampleContext().exchangeKeepsDays,
      policy: sampleContext().policy,
    });
  const history = [...ready(), proposal, agreed, ...approved];
  for (const person of people) {
    const clear = recorded(history).map(({ type, data, meta: { eventId, streamId, revision, ...meta } }) => ({
      ...{ type, data, meta },
      id: id(`${person} ${streamId} ${revision} ${eventId}`),
    }));
    const stored = await sealingOf(caseEvents, keys).sealAll(person, clear);
    await store.append(`case-${person}`, 'none', stored);
  }
  const desk = another();
  let given = 0;
  const order = <C>(of: string, command: C, key = `${(given += 1)}`) => ({
    ...{ id: of, command, actor: sampleActor('focal'), commandId: commandIdAfter(key, 'command') },
  });
  return {
    store,
    desk,
    another,
    onJourney: (of: string, command: JourneyCommand, key?: string) =>
      desk.journeys.carryOut(order(of, command, key)),
    inCase: (person: Person, command: CaseCommand) => desk.cases.carryOut(order(person, command)),
    file: async (person: Person) => (await desk.cases.load(person)).file.repatriation,
    journey: async (of: string) => (await desk.journeys.load(of)).file,
    /** Every deed of the follower over the whole log, in the order that `places` gives them. */
    follow: async (places: (count: number) => readonly number[]) => {
      const placed = await store.readAll(start, 1_000);
      const deeds = placed.flatMap(followUpsOf({ desk: another(), country: Here, keys }).deedsOf);
      for (const place of places(deeds.length)) await deeds[place]?.carryOut();
    },
  };
};

type Node = Awaited<ReturnType<typeof deskWith>>;

const add = (caseId: string): JourneyCommand => ({ type: 'AddTraveller', body: { caseId } });
const remove = (caseId: string): JourneyCommand => ({ type: 'RemoveTraveller', body: { caseId } });
const refusalOf = async (node: Node, person: Person): Promise<string | undefined> => {
  const outcome = await node.inCase(person, departure);
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
};

const step = fc.record({
  person: fc.constantFrom(...people),
  of: fc.constantFrom(...journeys),
  what: fc.constantFrom(add, remove),
  repeated: fc.boolean(),
});

describe('a case and the journey that the person is on', () => {
  it('departs through no state without its permit once the answer says that the person was added', async () => {
    const node = await deskWith();
    await node.onJourney(journeyId, plan);
    expect(await node.onJourney(journeyId, add(people[0]))).toMatchObject({ kind: 'done' });
    expect(await refusalOf(node, people[0])).toBe('condition_missing');
    expect(await refusalOf(node, people[1])).toBe('done');
  });

  it('departs through no state of the journey that the proposal names, whoever was added by then', async () => {
    const node = await deskWith(proposed);
    await node.onJourney(journeyId, plan);
    expect(await refusalOf(node, people[0])).toBe('condition_missing');
  });

  it('knows its journey also where the process that added the person died before it said so', async () => {
    const node = await deskWith();
    await node.onJourney(journeyId, plan);
    let left = 1;
    node.store.beforeAppend = (stream) => {
      if (stream.startsWith('case-') && left > 0) {
        left -= 1;
        throw new Error('killed');
      }
    };
    await expect(node.onJourney(journeyId, add(people[0]), 'add')).rejects.toThrow('killed');
    expect((await node.journey(journeyId)).travellers).toEqual([people[0]]);
    expect(await node.onJourney(journeyId, add(people[0]), 'add')).toMatchObject({ repeated: true });
    expect((await node.file(people[0])).legs).toEqual(through);
    expect(await refusalOf(node, people[0])).toBe('condition_missing');
  });

  it('is as the journey says after every answer, and stays so whatever is told again, late or out of order', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (steps, places) => {
          const node = await deskWith();
          const agrees = async () => {
            for (const of of journeys)
              for (const person of people) {
                const listed = (await node.journey(of)).travellers.includes(person);
                const { journeyId: known, legs } = await node.file(person);
                expect(known === of).toBe(listed);
                if (listed) expect(legs).toEqual(through);
              }
          };
          for (const of of journeys) await node.onJourney(of, plan);
          for (const [at, { person, of, what, repeated }] of steps.entries()) {
            await node.onJourney(of, what(person), `step ${at}`);
            if (repeated) await node.onJourney(of, what(person), `step ${at}`);
            await agrees();
          }
          const stood = node.store.all.length;
          await node.follow((count) => [...Array(count).keys()]);
          await node.follow((count) =>
            [...places.take(2 * count)].map((place) => place % Math.max(count, 1)),
          );
          await agrees();
          expect(node.store.all).toHaveLength(stood);
        },
      ),
      { numRuns: 30 },
    ));
});
