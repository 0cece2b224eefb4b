import {
  advance,
  audienceIn,
  caseCommands,
  caseEvents,
  decide,
  emptyFile,
  type CaseCommand,
  type CaseFile,
  type CommandDefinition,
  type CommandType,
  type EventDefinition,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '#casework';
import type { Aggregate } from './aggregate.js';

const definitionOf = (type: CommandType): CommandDefinition => caseCommands[type];

const typesThat = (does: 'denies' | 'erases'): ReadonlySet<string> =>
  new Set(Object.values<EventDefinition>(caseEvents).flatMap((event) => (event[does] ? [event.type] : [])));

const denying = typesThat('denies');

/** Case files, stream `case-<caseId>`. */
export const cases: Aggregate<CaseFile, CaseCommand, NewCaseEvent, RecordedCaseEvent> = {
  streamOf: (caseId) => `case-${caseId}`,
  empty: emptyFile,
  advance,
  decide,
  isSystem: ({ type }) => caseCommands[type].mandate === 'system',
  begins: ({ type }) => definitionOf(type).opens === true,
  denies: ({ type }, event) => denying.has(event) || definitionOf(type).refusedWith?.includes(event) === true,
  audienceOf: audienceIn(caseEvents),
  erasures: typesThat('erases'),
};
