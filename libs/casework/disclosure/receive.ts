import type { NewCaseEvent } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { fieldGroups } from '../words/dictionary.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import type { Country } from '../words/country.js';
import { accept, refuse, type Decision } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import { correctableFields } from '../words/correctable.js';
import { groupsOf } from '../crossing/correction.js';
import { disclose } from '../crossing/disclose.js';
import { mended } from '../crossing/mended.js';
import { betweenNodes, hasLetters, hasSpoken } from '../letters/questions/series.js';
import type { disclosureMessages } from './messages.js';
import { statedBy, stillStands } from './questions/stated.js';
import { restsOnConsent } from '../records/kinds.js';
import { nextSequenceFrom, releasedMessage, type TheirMessage } from './state.js';

/**
 * What cannot be taken back of a recalled message, as codes: it was answered; or it was to be destroyed, and stays sealed
 * until its file is erased, for no official erases evidence (design section 5).
 */
const usedFor = (file: CaseFile, message: TheirMessage, action: 'stop_use' | 'destroy'): string[] => {
  const answered = file.disclosure.own.some(
    ({ answers, status }) => answers === message.messageId && status === 'released',
  );
  return [
    ...(answered ? ['answered'] : []),
    ...(action === 'destroy' && message.outcome === 'effective' && !file.erasure.erased
      ? ['kept_sealed']
      : []),
  ];
};

const unknownMessage = () =>
  refuse('unknown_reference', 'No such message stands between the two countries in this case.');

const fromThem = (file: CaseFile, messageId: string, from: Country): TheirMessage | undefined =>
  file.disclosure.theirs.find((theirs) => theirs.messageId === messageId && theirs.from === from);

/** What a partner says of a message of ours that it was told to use no more. */
const ofOurs = (messageIds: readonly string[], file: CaseFile, from: Country): Decision<NewCaseEvent> =>
  messageIds.every((messageId) => releasedMessage(file.disclosure, messageId)?.to === from)
    ? accept()
    : unknownMessage();

/** Code of what cannot be taken back of a message: what it stated stands here, by the own word of this country. */
const standsHere = 'stands_here';

/** Both focal points see that what one country told and called back stands in the file of one alone. */
const apart = (messageId: string, here: boolean | undefined, there: boolean): NewCaseEvent[] =>
  here === undefined || here === there ? [] : [irregularity('fact_taken_back', messageId)];

const recallAnswered = (
  recalled: string,
  used: readonly string[],
  file: CaseFile,
  from: Country,
): Decision<NewCaseEvent> => {
  const message = releasedMessage(file.disclosure, recalled);
  if (message?.to !== from) return unknownMessage();
  return accept(...apart(recalled, stillStands(message, file), used.includes(standsHere)));
};

export const disclosureReceivers: Receivers<keyof typeof disclosureMessages> = {
  /** Stops what carried a withdrawn group; all of the purpose where every group is named. */
  ConsentWithdrawn: ({ purpose, groups }, file, context, { from, messageId }) => {
    const messageIds = file.disclosure.theirs
      .filter(
        (message) =>
          message.from === from &&
          message.purpose === purpose &&
          restsOnConsent(message.kind) &&
          !message.stopped &&
          message.groups.some((group) => groups.includes(group)),
      )
      .map((message) => message.messageId);
    const whole = fieldGroups.every((group) => groups.includes(group));
    const reply = disclose(file, context, {
      kind: 'UseStopped',
      to: from,
      payload: { messages: messageIds },
      answers: messageId,
    });
    return accept<NewCaseEvent>(
      {
        type: 'MessageUseStopped',
        data: {
          from,
          messageIds,
          because: 'consent_withdrawn',
          ...(whole ? {} : { withdrawn: { purpose, groups } }),
        },
      },
      reply.event,
    );
  },
  UseStopped: ({ messages }, file, _context, { from }) => ofOurs(messages, file, from),
  /** What overtook the message that it calls back keeps it out of use when it comes. */
  MessageRecalled: (
    { recalled, action, notComing = [], stands = false },
    file,
    context,
    { from, messageId, sequence },
  ) => {
    const message = fromThem(file, recalled, from);
    const byLetter = hasLetters(from, file) && !hasSpoken(from, file);
    const inTurn = byLetter || sequence <= nextSequenceFrom(betweenNodes(file), from);
    if (!message && notComing.length === 0 && inTurn) return unknownMessage();
    const stop: NewCaseEvent = {
      type: 'MessageUseStopped',
      data: { from, messageIds: [recalled], because: 'recalled' },
    };
    const stated = statedBy(recalled, from, file);
    const notSo = stands ? false : undefined;
    const here = stated ? stillStands(stated, fileAfter([stop], file, context)) : notSo;
    const used = [...(message ? usedFor(file, message, action) : []), ...(here ? [standsHere] : [])];
    const reply = { to: from, answers: messageId };
    const told =
      used.length > 0
        ? disclose(file, context, { kind: 'RecallPartly', payload: { recalled, used }, ...reply })
        : disclose(file, context, { kind: 'RecallDone', payload: { recalled }, ...reply });
    return accept<NewCaseEvent>(stop, told.event, ...apart(recalled, here, stands));
  },
  RecallDone: ({ recalled }, file, _context, { from }) => recallAnswered(recalled, [], file, from),
  RecallPartly: ({ recalled, used }, file, _context, { from }) => recallAnswered(recalled, used, file, from),
  /** Marks what does not stand any more and adds what does; nothing beyond what the corrected message was about. */
  CorrectionSent: ({ corrected, none = [], ...values }, file, context, { from }) => {
    const message = fromThem(file, corrected, from);
    if (message?.outcome !== 'effective' || message.stopped) return unknownMessage();
    const told = correctableFields.filter((field) => values[field] !== undefined || none.includes(field));
    return groupsOf('CorrectionSent', told).every((group) => message.groups.includes(group))
      ? accept<NewCaseEvent>(
          {
            type: 'CorrectionReceived',
            data: {
              from,
              messageId: corrected,
              kind: message.kind,
              fields: told,
              ...(none.length > 0 ? { none } : {}),
            },
          },
          ...mended(message, values, told, file, context),
        )
      : refuse('outside_clause', 'The correction goes beyond what the corrected message carried.');
  },
};
