import {
  advance,
  audienceIn,
  caseCommands,
  caseEvents,
  decide,
  emptyFile,
  type CaseCommand,
  type CaseFile,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '#casework';
import type { Aggregate } from './aggregate.js';

/** Case files, stream `case-<caseId>`. */
export const cases: Aggregate<CaseFile, CaseCommand, NewCaseEvent, RecordedCaseEvent> = {
  streamOf: (caseId) => `case-${caseId}`,
  empty: emptyFile,
  advance,
  decide,
  isSystem: ({ type }) => caseCommands[type].mandate === 'system',
  begins: ({ type }) => type === 'OpenCase' || type === 'ReceiveMessage',
  denies: (command, type) =>
    type === 'DisclosureDenied' ||
    (command.type === 'AdmitToShelter' && (type === 'AdmissionDenied' || type === 'AgencyReleased')),
  audienceOf: audienceIn(caseEvents),
  erasures: new Set(['PersonErased']),
};
