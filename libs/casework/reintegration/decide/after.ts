import { isUntold } from '../../conversation/questions/awaited.js';
import type { CaseFile } from '../../records/file.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { send } from '../../crossing/send.js';
import { today } from '../../words/today.js';
import type { reintegrationCommands } from '../commands.js';

/** Whether something was told of the return that counts now, not of one before it. */
const isOfThisReturn = (at: string | undefined, { repatriation: { begunAt } }: CaseFile): boolean =>
  at === undefined || begunAt === undefined || Date.parse(at) >= Date.parse(begunAt);

/** How things go on: visits, concerns, outcomes, and what the host country hears of them. */
export const feedbackDecisions: Decisions<
  Pick<
    typeof reintegrationCommands,
    'RecordFollowUpVisit' | 'RaiseSafetyConcern' | 'RecordOutcome' | 'RecordContactLost' | 'SendFeedback'
  >
> = {
  RecordFollowUpVisit: ({ occurredAt, ...visit }, file, context) => {
    if (visit.visitedOn > today(context)) return refuse('impossible_date', 'The visit lies in the future.');
    if (visit.nextOn !== undefined && visit.nextOn <= visit.visitedOn)
      return refuse('impossible_date', 'The next visit comes after this one.');
    return accept({
      type: 'FollowUpVisitMade',
      data: {
        visitId: context.idFor('follow-up visit'),
        number: file.reintegration.visits.length + 1,
        ...visit,
      },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  RaiseSafetyConcern: ({ concern, occurredAt }, _file, context) =>
    accept({
      type: 'SafetyConcernRaised',
      data: { concernId: context.idFor('concern'), concern },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  RecordOutcome: ({ occurredAt, ...outcome }, _file, context) =>
    accept({
      type: 'OutcomeRecorded',
      data: { outcomeId: context.idFor('outcome'), outcome },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  RecordContactLost: ({ lastContactOn, occurredAt }, _file, context) =>
    lastContactOn !== undefined && lastContactOn > today(context)
      ? refuse('impossible_date', 'The last contact lies in the future.')
      : accept({
          type: 'ContactLost',
          data: lastContactOn ? { lastContactOn } : {},
          ...(occurredAt ? { occurredAt } : {}),
        }),

  SendFeedback: ({ to, month, outcomes }, file, context) => {
    if (to === context.country) return refuse('wrong_state', 'The other country must not be your own.');
    const sent = file.reintegration.feedback.some(
      (known) =>
        known.direction === 'sent' &&
        known.with === to &&
        known.month === month &&
        isOfThisReturn(known.at, file) &&
        !isUntold(file, ({ messageId }) => messageId === known.messageId),
    );
    if (sent) return refuse('already_exists', 'The feedback of that month was sent before.');
    const feedbackId = context.idFor('feedback');
    return send(
      file,
      context,
      { kind: 'FollowUpFeedbackSent', to, payload: { feedbackId, month, outcomes } },
      ({ messageId }) => [{ type: 'FeedbackSent', data: { feedbackId, to, month, messageId } }],
    );
  },
};
