import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { memoryKeyRing } from '#event-store';
import { sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../casework/spec/sample.js';
import { movableClock } from './clock.js';
import { commandIdAfter, newStreamIdOf } from './command-id.js';
import { CarryOut, CarryOutOnJourney, DeskModule, ReadCase, ReadJourney } from './desk.module.js';
import { deskOf } from './desk.js';
import { memoryStore } from './spec/memory-store.js';

@Module({})
class Composition {}

describe('the desk on the command bus', () => {
  it('carries out commands on cases and journeys, and reads them', async () => {
    const desk = deskOf({
      country: 'TH',
      store: memoryStore(),
      keys: memoryKeyRing(),
      clock: movableClock('2013-06-03T04:00:00Z'),
      facts: sampleFacts,
      instruments: () => [sampleInstrument()],
      referenceFor: sampleContext().referenceFor,
      largestPayload: sampleContext().largestPayload,
      exchangeKeepsDays: sampleContext().exchangeKeepsDays,
      bodySecret: 'secret',
      eventSecret: 'events',
    });
    const module = await Test.createTestingModule({
      imports: [{ module: Composition, imports: [CqrsModule.forRoot(), DeskModule.of(desk)] }],
    }).compile();
    await module.init();
    const commands = module.get(CommandBus);
    const queries = module.get(QueryBus);
    const actor = sampleActor();
    const commandId = commandIdAfter('spec', 'open');
    const id = newStreamIdOf(commandId);
    const opened = await commands.execute(
      new CarryOut({
        id,
        commandId,
        actor,
        command: {
          type: 'OpenCase',
          body: { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' },
        },
      }),
    );
    expect(opened).toMatchObject({ kind: 'done', caseId: id, repeated: false });
    expect((await queries.execute(new ReadCase(id))).file.coordination.opened).toBe(true);
    const nowhere = commandIdAfter('spec', 'nowhere');
    expect(
      await commands.execute(
        new CarryOutOnJourney({ id: nowhere, commandId, actor, command: { type: 'EndJourney', body: {} } }),
      ),
    ).toEqual({ kind: 'not_found' });
    expect((await queries.execute(new ReadJourney(nowhere))).file.revision).toBe(-1);
    await module.close();
  });
});
