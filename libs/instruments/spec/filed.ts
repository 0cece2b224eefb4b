import { fold, type CaseFile, type Context, type RecordedCaseEvent } from '#casework';
import { recorded } from '../../casework/spec/given.js';
import { id, sampleActor, sampleContext } from '../../casework/spec/sample.js';
import { historyOf, type World } from './world.js';

const noonOf = (day: string): string => `${day}T05:00:00.000Z`;

/** What a decision in a world knows beside the file. */
export const contextOf = (world: World, word = 'command'): Context =>
  sampleContext({
    now: noonOf(world.day),
    country: world.here,
    actor: sampleActor('focal', 'officer-1', world.here),
    instruments: world.instruments,
    commandId: id(word),
  });

export const eventsOf = (world: World): RecordedCaseEvent[] =>
  recorded(historyOf(world), { ...contextOf(world), now: '2009-01-02T00:00:00.000Z' });

/** The case file of a world. */
export const fileOf = (world: World): CaseFile => fold(id('case'), eventsOf(world));
