import {
  advanceJourney,
  audienceIn,
  decideJourney,
  emptyJourney,
  journeyCommands,
  journeyEvents,
  travellersOf,
  type CaseFile,
  type CommandDefinition,
  type Journey,
  type JourneyCommand,
  type JourneyCommandType,
  type NewJourneyEvent,
  type RecordedJourneyEvent,
} from '#casework';
import type { Aggregate } from './aggregate.js';

const definitionOf = (type: JourneyCommandType): CommandDefinition => journeyCommands[type];

/**
 * Journeys, stream `journey-<journeyId>`. `caseFile` gives a traveller's file as it is now, undefined where this node
 * has none.
 */
export const journeysWith = (
  caseFile: (caseId: string) => Promise<CaseFile | undefined>,
): Aggregate<Journey, JourneyCommand, NewJourneyEvent, RecordedJourneyEvent> => ({
  streamOf: (journeyId) => `journey-${journeyId}`,
  empty: emptyJourney,
  advance: advanceJourney,
  decide: async (command, journey, context) => {
    const files = await Promise.all(travellersOf(command, journey).map(caseFile));
    const travellers = new Map(files.filter((file) => file !== undefined).map((file) => [file.caseId, file]));
    return decideJourney(command, journey, context, travellers);
  },
  isSystem: ({ type }) => journeyCommands[type].mandate === 'system',
  begins: ({ type }) => definitionOf(type).opens === true,
  denies: () => false,
  audienceOf: audienceIn(journeyEvents),
  erasures: new Set(),
});
