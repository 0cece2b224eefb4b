import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { State } from '../words/states.js';
import { isTellingOf } from '../words/told-again.js';
import type { Decision } from '../words/decision.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { disclose } from './disclose.js';
import { sentTo, type OwnMessage } from '../disclosure/state.js';
import { stillStands } from '../disclosure/questions/stated.js';
import { isStop } from '../records/kinds.js';
import { withheld } from './withheld.js';

/** The recall of one message of ours (domain.md 3.1, no. 25). */
export const recall = (
  message: OwnMessage,
  action: 'stop_use' | 'destroy',
  file: CaseFile,
  context: Context,
) =>
  disclose(file, context, {
    kind: 'MessageRecalled',
    to: message.to,
    payload: {
      recalled: message.messageId,
      action,
      ...(stillStands(message, file, isTellingOf) === true ? { stands: true } : {}),
    },
    stops: [message.messageId],
    key: message.messageId,
  });

/**
 * Takes back a message of ours that went or may still go: what has not gone stays here, also where no instrument lets the
 * other country be told.
 */
export const callBack = (
  message: OwnMessage,
  action: 'stop_use' | 'destroy',
  file: CaseFile,
  context: Context,
): NewCaseEvent => {
  const told = recall(message, action, file, context);
  if (told.approved || message.status !== 'approved') return told.event;
  return withheld(message, 'recalled', file);
};

const toRecall = (country: State, file: CaseFile): readonly OwnMessage[] =>
  sentTo(file.disclosure, country).filter((message) => !isStop(message.kind) && !isRecalled(file, message));

/** Recalls of what went to a country for one kind of step, as the line of a manifest. */
export const recallKind = (kind: string, country: State, file: CaseFile, context: Context): NewCaseEvent[] =>
  toRecall(country, file)
    .filter((message) => message.kind === kind)
    .map((message) => callBack(message, 'stop_use', file, context));

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
