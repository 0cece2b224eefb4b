import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  instrumentRecord,
  journeyRecord,
  peopleRecord,
  records,
  type CaseCommand,
  type JourneyCommand,
} from '#casework';
import { sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../casework/spec/sample.js';
import type { Order } from './aggregate.js';
import { movableClock } from './clock.js';
import { commandIdAfter, newStreamIdOf } from './command-id.js';
import {
  askedOfCase,
  askedOfJourney,
  caseProcesses,
  DeskModule,
  journeyProcess,
  instrumentProcess,
  peopleProcess,
} from './desk.module.js';
import { deskOf, type Desk } from './desk.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

@Module({})
class Composition {}

const actor = sampleActor();

const deskWith = (): Desk =>
  deskOf({
    country: 'TH',
    store: memoryStore(),
    keys: memoryKeyRing(),
    clock: movableClock('2013-06-03T04:00:00Z'),
    facts: sampleFacts,
    channelTo: () => 'node',
    instruments: () => [sampleInstrument()],
    referenceFor: sampleContext().referenceFor,
    largestPayload: sampleContext().largestPayload,
    exchangeKeepsDays: sampleContext().exchangeKeepsDays,
    policy: sampleContext().policy,
    bodySecret: 'secret',
    eventSecret: 'events',
    tags: {
      ofCase: (_who, { file }) => `"${file.revision}"`,
      ofJourney: () => '"none"',
      ofInstruments: () => '"none"',
      ofPeople: () => '"none"',
    },
  });

const moduleOver = async (desk: Desk): Promise<TestingModule> => {
  const module = await Test.createTestingModule({
    imports: [{ module: Composition, imports: [CqrsModule.forRoot(), DeskModule.of({ useValue: desk })] }],
  }).compile();
  return module.init();
};

const opening = (): Order<CaseCommand> => {
  const commandId = commandIdAfter('spec', 'open');
  const body = { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' };
  return {
    ...{ id: newStreamIdOf(commandId), commandId, actor },
    command: { type: 'OpenCase', body } as CaseCommand,
  };
};

describe('the desk on the command bus', () => {
  it('carries out commands on cases and journeys', async () => {
    const desk = deskWith();
    const module = await moduleOver(desk);
    const bus = module.get(CommandBus);
    const order = opening();
    expect(await bus.execute(askedOfCase(order))).toMatchObject({
      ...{ kind: 'done', caseId: order.id, repeated: false },
    });
    expect((await desk.cases.load(order.id)).file.coordination.opened).toBe(true);
    const nowhere = commandIdAfter('spec', 'nowhere');
    const ending = {
      id: nowhere,
      commandId: nowhere,
      actor,
      command: { type: 'EndJourney', body: {} },
    } as const;
    expect(await bus.execute(askedOfJourney(ending))).toEqual({ kind: 'not_found' });
    await module.close();
  });

  it('holds the header If-Match of a command against the tag of the file as it is', async () => {
    const module = await moduleOver(deskWith());
    const bus = module.get(CommandBus);
    const order = opening();
    await bus.execute(askedOfCase(order));
    const naming = (key: string, ifMatch: string): Order<CaseCommand> => ({
      ...{ id: order.id, actor, ifMatch, commandId: commandIdAfter(order.id, key) },
      command: {
        type: 'RecordName',
        body: { name: { text: key, script: 'Latn' } },
      } as unknown as CaseCommand,
    });
    expect(await bus.execute(askedOfCase(naming('stale', '"7"')))).toEqual({ kind: 'precondition_failed' });
    expect(await bus.execute(askedOfCase({ ...order, ...naming('any', '*') }))).not.toEqual({
      kind: 'precondition_failed',
    });
    await module.close();
  });

  it('has one handler for each process of which something can be asked, under its name', async () => {
    const module = await moduleOver(deskWith());
    const asking = Object.values(records).filter(
      ({ commands, systemCommands }) => Object.keys({ ...commands, ...systemCommands }).length > 0,
    );
    const processes = [...caseProcesses, journeyProcess, instrumentProcess, peopleProcess];
    expect(processes.map(({ name }) => name)).toEqual([
      ...asking.map(({ name }) => name),
      journeyRecord.name,
      instrumentRecord.name,
      peopleRecord.name,
    ]);
    const { handlers } = module.get<{ readonly handlers: ReadonlyMap<string, unknown> }>(CommandBus);
    expect(handlers.size).toBe(processes.length);
    for (const { name, command, handler } of processes) {
      expect([command.name, handler.name]).toEqual([name, `${name} handler`]);
      expect(module.get(handler, { strict: false })).toBeInstanceOf(handler);
    }
    await module.close();
  });

  it('carries values alone: each command outlives a copy by structure', () => {
    const order = { ...opening(), ifMatch: '"a"' };
    expect(structuredClone({ ...askedOfCase(order) })).toEqual({ ...askedOfCase(order) });
  });

  it('gives each type of command to the one process that has it, and refuses one that none has', () => {
    for (const [askedOf, processes] of [
      [askedOfCase, caseProcesses],
      [askedOfJourney, [journeyProcess]],
    ] as const)
      for (const { types, command } of processes)
        for (const type of types) {
          const order = { id: 'one', commandId: 'one', actor, command: { type, body: {} } };
          expect(askedOf(order as unknown as Order<CaseCommand> & Order<JourneyCommand>)).toBeInstanceOf(
            command,
          );
        }
    for (const type of ['Unknown', 'constructor', 'EndJourney'])
      expect(() =>
        askedOfCase({ ...opening(), command: { type, body: {} } as unknown as CaseCommand }),
      ).toThrow(`No process has a command ${type}.`);
  });
});
