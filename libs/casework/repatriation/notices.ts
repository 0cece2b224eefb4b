import type { ReturnEvent } from './heard.js';
import { takenFromUse } from './taken-from-use.js';

/** A departure as one side notified it (message 16): the day and point at which a journey's traveller is handed over. */
export interface Notice {
  readonly proposalId: string;
  readonly journeyId: string;
  readonly on: string;
  readonly point: string;
  /** The message that told it; unknown where an older version recorded it. */
  readonly messageId?: string | undefined;
  /** When this node knew that the receiving side will be there. */
  readonly confirmedAt?: string;
  /** When it counted no more: replaced, called back, or stopped with the return. */
  readonly endedAt?: string;
}

/** The notice that counts now: the last one, unless it ended. */
export const standingNotice = (notices: readonly Notice[]): Notice | undefined => {
  const last = notices.at(-1);
  return last?.endedAt === undefined ? last : undefined;
};

const change = (
  notices: readonly Notice[],
  ofThose: (notice: Notice) => boolean,
  data: Partial<Notice>,
): readonly Notice[] =>
  notices.map((notice) =>
    notice.endedAt === undefined && ofThose(notice) ? { ...notice, ...data } : notice,
  );

/** Nobody counts on the last notice any more. */
export const withoutNotice = (notices: readonly Notice[], endedAt: string): readonly Notice[] =>
  change(notices, () => true, { endedAt });

/** The newer notice replaces the older. */
export const withNotice = (
  notices: readonly Notice[],
  notice: Notice,
  recordedAt: string,
): readonly Notice[] => [...withoutNotice(notices, recordedAt), notice];

/** A confirmation counts for the notice that it answers and for no other; one of before names day and point only. */
export const withConfirmation = (
  notices: readonly Notice[],
  {
    on,
    point,
    answers,
  }: { readonly on: string; readonly point: string; readonly answers?: string | undefined },
  confirmedAt: string,
): readonly Notice[] =>
  change(
    notices,
    (notice) =>
      notice.on === on &&
      notice.point === point &&
      notice.confirmedAt === undefined &&
      (answers === undefined || notice.messageId === undefined || notice.messageId === answers),
    { confirmedAt },
  );

/** What becomes of notices when the message that told one is named, or taken from use. */
export const afterMessage = (notices: readonly Notice[], event: ReturnEvent): readonly Notice[] => {
  if (notices.length === 0) return notices;
  if (event.type === 'MessageApproved' && event.data.kind === 'DepartureNotified')
    return change(notices, ({ messageId }) => messageId === undefined, { messageId: event.data.messageId });
  const taken = takenFromUse(event);
  return taken.length === 0
    ? notices
    : change(notices, ({ messageId }) => messageId !== undefined && taken.includes(messageId), {
        endedAt: event.meta.recordedAt,
      });
};
