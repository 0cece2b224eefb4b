import type { CaseCommand, CommandType, NewCaseEvent } from '../records/catalogue.js';
import { outlives } from '../records/kinds.js';
import type { CaseFile } from '../records/file.js';
import { refuse, type Decision } from '../words/decision.js';

/** Steps that follow where data went once the person is erased; all of them in clear. */
const taken: ReadonlySet<CommandType> = new Set<CommandType>([
  'RecallMessage',
  'AskForErasure',
  'RecordErasureAnswer',
  'RecordReceipt',
  'HandOverLetter',
  'RecordLetterReceipt',
  'RecordMissionStopped',
]);

/** Whether what the node itself is about to carry can be told without anything of the person. */
const isInClear = (command: CaseCommand, { disclosure }: CaseFile): boolean => {
  if (command.type === 'ReceiveMessage' || command.type === 'RecordLetter')
    return outlives(command.body.kind);
  if (command.type !== 'ReleaseMessage' && command.type !== 'SendMessageAgain') return false;
  const { messageId } = command.body;
  return disclosure.own.some((own) => own.messageId === messageId && outlives(own.kind));
};

/** Why a step is not taken in the file of who was erased; undefined where it is, or where nobody was. */
export const afterTheErasure = (command: CaseCommand, file: CaseFile): Decision<never> | undefined =>
  !file.erasure.erased || taken.has(command.type) || isInClear(command, file)
    ? undefined
    : refuse('erased', 'The personal data of this file were erased; nothing can be added to it.');

/** A refusal leaves no record there: its reason could not be sealed. */
export const withoutRecord = (decision: Decision<NewCaseEvent>): Decision<NewCaseEvent> =>
  decision.refusal ? { events: [], refusal: decision.refusal } : decision;
