import { disclose, type MessageDraft } from '../../crossing/disclose.js';
import { sentTo } from '../../disclosure/state.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { fileAfter } from '../../records/file-after.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { accept, type Decision } from '../../words/decision.js';
import { today } from '../../words/today.js';
import { idOfTelling, isTellingOf } from '../../words/told-again.js';
import {
  isAnswered,
  isLeftWithout,
  nationalAnswer,
  timesTold,
  toldResults,
  toldUnreadably,
} from '../questions/national-answer.js';
import { receivedRequests, type ReceivedRequest } from '../questions/received.js';
import { standingDecisions, type NationalityDecision } from '../state.js';

/** What a country that asked is to hold true no more, and what it is told in its place or for the first time. */
interface Change {
  /** The ids under which it was told what ends. */
  readonly ended: readonly string[];
  readonly answer?: NationalityDecision | undefined;
}

/** How the answer that stands now differs from what a country was told; what has run out there by itself is not ended. */
const changeFor = (
  { with: asker, requestId }: ReceivedRequest,
  { nationality, ...after }: CaseFile,
  context: Context,
  /** Whether it is this request that is answered now. */
  now: boolean,
): Change => {
  const day = today(context);
  const answer = nationalAnswer({ nationality, ...after }, context.facts(context.country), day);
  const standing = new Set(standingDecisions(nationality, day));
  const ids = [...toldResults(after, asker)].filter((toldAs) => typeof toldAs === 'string');
  const held = ids.flatMap((toldAs) =>
    nationality.decisions
      .filter(
        ({ decisionId, validUntil }) =>
          isTellingOf(decisionId, toldAs) && (validUntil === undefined || day <= validUntil),
      )
      .map((one) => ({ one, toldAs })),
  );
  const says = ({ finding }: NationalityDecision): boolean =>
    answer !== undefined && finding?.result === answer.finding?.result;
  /** Whether what was told is good for as long as what would be told now. */
  const lasts = ({ validUntil }: NationalityDecision): boolean =>
    validUntil === undefined || (answer?.validUntil !== undefined && answer.validUntil <= validUntil);
  return {
    ended: held.filter(({ one }) => one.withdrawn || !says(one)).map(({ toldAs }) => toldAs),
    ...(held.some(({ one }) => says(one) && standing.has(one) && (!now || lasts(one))) &&
    (!now || isAnswered(after, asker, requestId))
      ? {}
      : { answer }),
  };
};

/**
 * The message under the code of the focal point: whose finding it is, is nobody's abroad to know. A finding that stands
 * again is told under an id of that telling.
 */
const resultSent = (
  { requestId, messageId, with: to }: ReceivedRequest,
  { decisionId, finding, validUntil }: NationalityDecision,
  file: CaseFile,
  context: Context,
): MessageDraft<'NationalityResultSent'> | undefined =>
  finding && {
    kind: 'NationalityResultSent',
    to,
    payload: {
      ...{ requestId, finding, decisionId: idOfTelling(decisionId, timesTold(file, to, decisionId)) },
      authority: context.facts(context.country).focalPoint,
      ...(validUntil ? { validUntil } : {}),
    },
    answers: messageId,
  };

/**
 * Letters of ours with a finding that nobody was handed yet: the question stays open. One that went answered it, and the other
 * side has it so until it hears of the end.
 */
const unheardTellings = (decisionId: string, to: Country, { disclosure, letters }: CaseFile): string[] => {
  const waiting = new Set(
    letters.own.filter(({ handedOver }) => handedOver === undefined).map(({ messageId }) => messageId),
  );
  return sentTo(disclosure, to).flatMap(({ messageId, kind, payload }) =>
    kind === 'NationalityResultSent' && payload?.['decisionId'] === decisionId && waiting.has(messageId)
      ? [messageId]
      : [],
  );
};

/**
 * Records what was found or taken back here, and tells each country that asked what follows for the one answer of this
 * country: its end at once, a new one with it, a first one to `to` alone, where nobody was told before. Refused where the
 * answer to `to` may not go.
 */
export const withNationalAnswer = (
  own: readonly NewCaseEvent[],
  file: CaseFile,
  context: Context,
  { to, withdrawn }: { readonly to?: ReceivedRequest; readonly withdrawn?: string },
): Decision<NewCaseEvent> => {
  const after = fileAfter(own, file, context);
  const asking = new Map(
    [...receivedRequests(after.nationality), ...(to ? [to] : [])].map((request) => [request.with, request]),
  );
  asking.delete(context.country);
  /** Where a finding is withdrawn, no other result than it gave goes in its place by itself: somebody decides that. */
  const gone = file.nationality.decisions.find(({ decisionId }) => decisionId === withdrawn);
  const saysAsBefore = ({ finding }: NationalityDecision): boolean =>
    gone === undefined || finding?.result === gone.finding?.result;
  const told = [...asking.values()].map((request) => {
    const { ended, answer } = changeFor(request, after, context, request === to);
    const unread =
      withdrawn === undefined
        ? []
        : Array.from({ length: toldUnreadably(file, request.with) }, (_, before) =>
            idOfTelling(withdrawn, before),
          );
    const ends = [...new Set([...ended, ...unread])].map(
      (decisionId) =>
        disclose(file, context, {
          kind: 'NationalityResultWithdrawn',
          to: request.with,
          payload: { decisionId },
          stops: unheardTellings(decisionId, request.with, file),
          key: decisionId,
        }).event,
    );
    const draft =
      answer &&
      saysAsBefore(answer) &&
      (request === to || ends.length > 0 || isLeftWithout(file, request.with))
        ? resultSent(request, answer, file, context)
        : undefined;
    return { request, ends, sent: draft && disclose(file, context, draft) };
  });
  const answered = told.find(({ request }) => request === to)?.sent;
  if (answered?.approved === false) return { events: [answered.event], refusal: answered.refusal };
  return accept<NewCaseEvent>(
    ...own,
    ...told.flatMap(({ ends, sent }) => [...ends, ...(sent ? [sent.event] : [])]),
  );
};
