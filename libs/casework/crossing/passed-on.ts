import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { callBack } from './recall.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { isStop } from '../records/kinds.js';

/**
 * What may not be used any more is called back from whomever it was passed on to: a withdrawal reaches every holder, each of
 * whom does the same.
 */
export const withPassedOn = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const stopped = decision.events.flatMap((event) =>
    event.type === 'MessageUseStopped' ? event.data.messageIds : [],
  );
  if (decision.refusal || stopped.length === 0) return decision;
  const recalls = file.disclosure.own
    .filter(({ passesOn = [] }) => passesOn.some((messageId) => stopped.includes(messageId)))
    .filter((own) => own.status !== 'withheld' && !isStop(own.kind) && !isRecalled(file, own))
    .map((own) => callBack(own, 'stop_use', file, context));
  return recalls.length === 0 ? decision : { ...decision, events: [...decision.events, ...recalls] };
};
