import type { NewCaseEvent } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import { learnedClaims } from '../identity/learned.js';
import { accept, refuse } from '../kernel/decision.js';
import type { Receivers } from '../kernel/rules.js';
import { disclose } from './disclose.js';
import type { disclosureMessages } from './messages.js';
import type { TheirMessage } from './state.js';

/** What was already done with a message before its recall: codes of steps that cannot be undone. */
const usedFor = (file: CaseFile, message: TheirMessage): string[] => {
  const answered = file.disclosure.own.some(
    ({ answers, status }) => answers === message.messageId && status === 'released',
  );
  return answered ? ['answered'] : [];
};

const stopped = (
  from: TheirMessage['from'],
  messageIds: string[],
  because: 'consent_withdrawn' | 'recalled',
): NewCaseEvent => ({
  type: 'MessageUseStopped',
  data: { from, messageIds, because },
});

export const disclosureReceivers: Receivers<keyof typeof disclosureMessages> = {
  ConsentWithdrawn: ({ purpose }, file, context, { from, messageId }) => {
    const messageIds = file.disclosure.theirs
      .filter((message) => message.from === from && message.purpose === purpose && !message.stopped)
      .map((message) => message.messageId);
    const reply = disclose(file, context, {
      kind: 'UseStopped',
      to: from,
      payload: { messages: messageIds },
      answers: messageId,
    });
    return accept(stopped(from, messageIds, 'consent_withdrawn'), reply.event);
  },
  UseStopped: () => accept(),
  MessageRecalled: ({ recalled }, file, context, { from, messageId }) => {
    const message = file.disclosure.theirs.find(
      (theirs) => theirs.messageId === recalled && theirs.from === from,
    );
    if (!message) return refuse('unknown_reference', 'No message with that id came from this country.');
    const used = usedFor(file, message);
    const reply =
      used.length > 0
        ? disclose(file, context, {
            kind: 'RecallPartly',
            to: from,
            payload: { recalled, used },
            answers: messageId,
          })
        : disclose(file, context, {
            kind: 'RecallDone',
            to: from,
            payload: { recalled },
            answers: messageId,
          });
    return accept(stopped(from, [recalled], 'recalled'), reply.event);
  },
  RecallDone: () => accept(),
  RecallPartly: () => accept(),
  CorrectionSent: ({ corrected, ...claims }, file, context, { from }) => {
    const message = file.disclosure.theirs.find(
      (theirs) => theirs.messageId === corrected && theirs.from === from,
    );
    return message
      ? accept(...learnedClaims(claims, from, context))
      : refuse('unknown_reference', 'No message with that id came from this country.');
  },
};
