import type { CaseFile } from '../../records/file.js';
import { releasedMessage, type OwnMessage } from '../state.js';

const recallsOf = ({ disclosure }: CaseFile, message: OwnMessage): readonly OwnMessage[] =>
  disclosure.own.filter(
    ({ kind, status, receipt, payload }) =>
      kind === 'MessageRecalled' &&
      (status !== 'withheld' || message.status === 'approved') &&
      receipt !== 'refused' &&
      payload?.['recalled'] === message.messageId,
  );

/** Also by a recall that overtook it and was withheld because it had nothing to call back yet. */
export const isRecalled = (file: CaseFile, message: OwnMessage): boolean =>
  recallsOf(file, message).length > 0;

/** Whether the other country was told that it was not so, and not only that it may not be used. */
export const isTakenBack = (file: CaseFile, message: OwnMessage): boolean =>
  recallsOf(file, message).some(({ payload }) => payload?.['stands'] !== true);

/** Whether an approved recall still has something to call back: what was withheld needs none. */
export const recallsSomething = ({ payload }: OwnMessage, file: CaseFile): boolean =>
  releasedMessage(file.disclosure, String(payload?.['recalled'])) !== undefined;
