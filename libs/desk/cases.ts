import {
  advance,
  audienceIn,
  besideJourney,
  caseCommands,
  caseEvents,
  decide,
  emptyFile,
  journeyBeside,
  type CaseCommand,
  type CaseFile,
  type CommandDefinition,
  type CommandType,
  type EventDefinition,
  type Journey,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '#casework';
import type { Aggregate } from './aggregate.js';

const definitionOf = (type: CommandType): CommandDefinition => caseCommands[type];

const typesThat = (does: 'denies' | 'erases'): ReadonlySet<string> =>
  new Set(Object.values<EventDefinition>(caseEvents).flatMap((event) => (event[does] ? [event.type] : [])));

const denying = typesThat('denies');

/** Case files, stream `case-<caseId>`. `journey` gives a journey as it is now. */
export const casesWith = (
  journey: (journeyId: string) => Promise<Journey>,
): Aggregate<CaseFile, CaseCommand, NewCaseEvent, RecordedCaseEvent> => ({
  streamOf: (caseId) => `case-${caseId}`,
  empty: emptyFile,
  advance,
  decide: async (command, file, context) => {
    const journeyId = journeyBeside(command, file);
    if (journeyId === undefined) return decide(command, file, context);
    // Asked for once the file is at hand: whoever appends to the same file saw the journey as it is here, or an earlier one.
    const beside = besideJourney(command, file, await journey(journeyId));
    return decide(beside.command, beside.file, context);
  },
  isSystem: ({ type }) => caseCommands[type].mandate === 'system',
  begins: ({ type }) => definitionOf(type).opens === true,
  denies: ({ type }, event) => denying.has(event) || definitionOf(type).refusedWith?.includes(event) === true,
  audienceOf: audienceIn(caseEvents),
  erasures: typesThat('erases'),
});
