import type { NewCaseEvent } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { isMessageKind, messages } from '../catalogue.js';
import { disclose } from './disclose.js';
import { releasedTo, type OwnMessage } from './state.js';

const isRecalled = (file: CaseFile, message: OwnMessage): boolean =>
  file.disclosure.own.some(
    ({ kind, payload }) => kind === 'MessageRecalled' && payload?.['recalled'] === message.messageId,
  );

const carriesSomething = ({ kind }: OwnMessage): boolean => isMessageKind(kind) && !messages[kind].stops;

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
    payload: { recalled: message.messageId, action },
    key: message.messageId,
  });

/** Recalls of all that went to a country and is not recalled yet. */
export const recallEverythingTo = (country: Country, file: CaseFile, context: Context): NewCaseEvent[] =>
  releasedTo(file.disclosure, country)
    .filter((message) => carriesSomething(message) && !isRecalled(file, message))
    .map((message) => recall(message, 'destroy', file, context).event);

/** Recalls of what went to a country for one kind of step, as the line of a manifest. */
export const recallKind = (
  kind: string,
  country: Country,
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  releasedTo(file.disclosure, country)
    .filter((message) => message.kind === kind && !isRecalled(file, message))
    .map((message) => recall(message, 'stop_use', file, context).event);
