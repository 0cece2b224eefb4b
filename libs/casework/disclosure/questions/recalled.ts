import type { CaseFile } from '../../records/file.js';
import { releasedMessage, type OwnMessage } from '../state.js';

const recallsOf = (
  { disclosure }: Pick<CaseFile, 'disclosure'>,
  message: OwnMessage,
): readonly OwnMessage[] =>
  disclosure.own.filter(
    ({ kind, status, receipt, payload }) =>
      kind === 'MessageRecalled' &&
      (status !== 'withheld' || message.status === 'approved') &&
      receipt !== 'refused' &&
      payload?.['recalled'] === message.messageId,
  );

/** Also by a recall that overtook it and was withheld because it had nothing to call back yet. */
export const isRecalled = (file: Pick<CaseFile, 'disclosure'>, message: OwnMessage): boolean =>
  recallsOf(file, message).length > 0;

/** Whether the other country was told that it was not so, and not only that it may not be used. */
export const isTakenBack = (file: Pick<CaseFile, 'disclosure'>, message: OwnMessage): boolean =>
  recallsOf(file, message).some(({ payload }) => payload?.['stands'] !== true);

/** Whether an approved recall still has something to call back: what was withheld needs none. */
export const recallsSomething = ({ payload }: OwnMessage, file: Pick<CaseFile, 'disclosure'>): boolean =>
  releasedMessage(file.disclosure, String(payload?.['recalled'])) !== undefined;
