import type { NewCaseEvent } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { isExcludedAbroad } from '../coordination/questions/dealt-with.js';
import { wasStopped } from '../disclosure/questions/overtaking.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { releasedMessage } from '../disclosure/state.js';
import { hasLetters } from '../letters/questions/series.js';
import type { lettersCommands } from '../letters/commands.js';
import { letterIn, type OwnLetter } from '../letters/state.js';
import type { CaseFile } from '../records/file.js';
import { fold } from '../records/fold.js';
import type { Decisions } from '../records/rules.js';
import type { Context } from '../words/context.js';
import { accept, refuse, type Decision } from '../words/decision.js';
import { today } from '../words/today.js';
import { asMessage, noSuchLetter, saysTheSame } from './letter-as-message.js';
import { mayStillGo, messageDecisions, receivedAs } from './messages.js';

/** Said once more of a paper that is recorded: the same changes nothing; what differs from it is named, and refused. */
const otherwise = (what: string, same: Readonly<Record<string, boolean>>): Decision<never> => {
  const fields = Object.entries(same).flatMap(([field, isSame]) =>
    isSame ? [] : [{ field, reason: `is not as it is recorded of ${what}` }],
  );
  return fields.length === 0
    ? accept()
    : refuse(
        'already_exists',
        `Another is recorded as ${what}. Compare the paper: an entry that was mistyped can be taken back.`,
        'P1',
        fields,
      );
};

/** Whether a scan is of another paper, as it was recorded: of a receipt, or of a letter that had effect. */
const isOfAnother = (scan: string, { letters: { own, theirs } }: CaseFile): boolean =>
  own.some(({ receipt }) => receipt?.scan === scan) ||
  theirs.some((letter) => letter.scan === scan && !letter.refused);

const scannedTwice = () =>
  refuse('already_exists', 'That scan is recorded as another paper. Compare the number on it.', 'P1', [
    { field: 'scan', reason: 'is that of another paper' },
  ]);

/** Why a letter was not to be handed over to an office, by the file as it was then; undefined where it was. */
const brokenBy = (
  { messageId, to }: OwnLetter,
  office: string,
  file: CaseFile,
  context: Context,
): string | undefined => {
  const message = releasedMessage(file.disclosure, messageId);
  if (message && (isRecalled(file, message) || wasStopped(message, file)))
    return 'letter_handed_over_after_recall';
  const other = message?.scope?.agency;
  const isTold =
    (message?.payload === undefined || mayStillGo(messageId, file, context)) &&
    (other === undefined || other === office) &&
    !isExcludedAbroad(to, office, file);
  return isTold ? undefined : 'letter_handed_over_when_kept_back';
};

/** What was known when something happened that is typed later. */
const knownAt = (instant: string | undefined, file: CaseFile): CaseFile =>
  instant === undefined
    ? file
    : fold(
        file.caseId,
        file.history.filter(({ meta }) => Date.parse(meta.recordedAt) <= Date.parse(instant)),
      );

/** What people do with a message on paper. Each said twice changes nothing; each said otherwise is refused. */
export const letterDecisions: Decisions<typeof lettersCommands> = {
  HandOverLetter: ({ letter: number, office, occurredAt }, file, context) => {
    const letter = letterIn(file, number);
    if (!letter) return noSuchLetter();
    const { messageId, kind, to, handedOver } = letter;
    if (handedOver)
      return handedOver.office === office
        ? accept()
        : refuse('already_exists', 'That letter was handed over to another office. Compare its number.');
    const then = { ...context, now: occurredAt ?? context.now };
    const broken = brokenBy(letter, office, knownAt(occurredAt, file), then);
    return accept<NewCaseEvent>(
      {
        type: 'LetterHandedOver',
        data: { letter: number, messageId, kind, to, office },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(broken === undefined ? [] : [irregularity(broken, messageId)]),
    );
  },

  RecordLetterReceipt: ({ letter: number, outcome, reason, scan, occurredAt }, file, context) => {
    const letter = letterIn(file, number);
    if (!letter) return noSuchLetter();
    const { messageId, kind, to, handedOver, receipt } = letter;
    if (receipt)
      return otherwise('the receipt of that letter', {
        scan: receipt.scan === scan,
        outcome: receipt.outcome === outcome,
        reason: receipt.reason === reason,
      });
    if (isOfAnother(scan, file)) return scannedTwice();
    if (!handedOver)
      return refuse('wrong_state', 'Record first that the letter was handed over, and to whom.');
    const receipted = messageDecisions.RecordReceipt(
      { messageId, from: to, outcome, ...(reason ? { reason } : {}) },
      file,
      context,
    );
    return accept<NewCaseEvent>(...receipted.events, {
      type: 'LetterReceiptFiled',
      data: { letter: number, messageId, kind, from: to, scan },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  /** One that had no effect can be recorded once more: whoever copied it may have misread it. */
  RecordLetter: (letter, file, context) => {
    const { from, number, scan, writtenOn, kind } = letter;
    if (from === context.country || (context.channelTo(from) !== 'paper' && !hasLetters(from, file)))
      return refuse('wrong_state', 'That country does not write to yours on paper.');
    const known = file.letters.theirs.find(
      (theirs) => theirs.from === from && theirs.number === number && !theirs.refused,
    );
    if (known)
      return otherwise('the letter of that number', {
        scan: known.scan === scan,
        payload: saysTheSame(letter, known.messageId, file, context),
      });
    if (isOfAnother(scan, file)) return scannedTwice();
    if (writtenOn > today(context))
      return refuse('impossible_date', 'The letter is of a day that has not come. Compare the paper.');
    const message = asMessage(letter, file, context);
    if ('refusal' in message) return message.refusal;
    const received = receivedAs(message, file, context);
    if (received.refusal) return received;
    return accept<NewCaseEvent>(...received.events, {
      type: 'LetterRecorded',
      data: { messageId: message.messageId, kind, from, number, writtenOn, scan },
    });
  },
};
