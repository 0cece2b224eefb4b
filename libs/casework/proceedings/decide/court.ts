import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { isUnanswered } from '../../conversation/questions/awaited.js';
import { disclose } from '../../crossing/disclose.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { send } from '../../crossing/send.js';
import { today } from '../../words/today.js';
import type { proceedingsCommands } from '../commands.js';
import { holdDecisions } from './holds.js';

type WithoutHolds = Omit<typeof proceedingsCommands, keyof typeof holdDecisions>;

/** What a court decided, what was claimed and paid, and how the person hears of it at home. */
const courtDecisions: Decisions<WithoutHolds> = {
  RecordCriminalCase: ({ occurredAt, ...criminalCase }, _file, context) =>
    accept({
      type: 'CriminalCaseRecorded',
      data: { recordId: context.idFor('criminal case'), criminalCase },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  RecordVerdict: ({ ordered, occurredAt, ...verdict }, _file, context) => {
    if (verdict.readOn > today(context) || (verdict.decidedOn ?? verdict.readOn) > verdict.readOn)
      return refuse('impossible_date', 'A verdict is read after it was decided, and not in the future.');
    const when = occurredAt ? { occurredAt } : {};
    const events: NewCaseEvent[] = [
      { type: 'VerdictRecorded', data: { verdictId: context.idFor('verdict'), verdict }, ...when },
    ];
    if (ordered)
      events.push({
        type: 'CompensationOrdered',
        data: { orderId: context.idFor('order'), order: ordered },
        ...when,
      });
    return accept(...events);
  },

  RecordCompensation: ({ occurredAt, ...claim }, _file, context) =>
    accept({
      type: 'CompensationClaimed',
      data: { claimId: context.idFor('claim'), claim },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  RecordPayment: ({ occurredAt, ...payment }, { proceedings }, context) => {
    if (payment.paidOn > today(context)) return refuse('impossible_date', 'The payment lies in the future.');
    const owed =
      proceedings.orders.length > 0 ||
      proceedings.claims.length > 0 ||
      proceedings.notices.some(({ direction }) => direction === 'received');
    return accept<NewCaseEvent>(
      {
        type: 'CompensationPaid',
        data: { paymentId: context.idFor('payment'), payment },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(owed ? [] : [irregularity('payment_without_claim_or_order')]),
    );
  },

  NotifyCourtOutcome: ({ to, ...outcome }, file, context) => {
    if (to === context.country) return refuse('wrong_state', 'The other country must not be your own.');
    if (!outcome.hearing && !outcome.verdict && !outcome.award)
      return refuse('required_field_missing', 'Name a hearing, a verdict or an award.');
    const noticeId = context.idFor('court notice');
    return send(
      file,
      context,
      { kind: 'CourtOutcomeNotified', to, payload: { noticeId, ...outcome } },
      (sent) => [{ type: 'CourtOutcomeShared', data: { noticeId, to, ...sent } }],
    );
  },

  ConfirmDelivery: ({ noticeId, deliveredOn, occurredAt }, file, context) => {
    const notice = file.proceedings.notices.find(
      (known) => known.noticeId === noticeId && known.direction === 'received',
    );
    if (!notice) return refuse('unknown_reference', 'This case holds no news from court with that id.');
    if (notice.deliveredOn && !isUnanswered(file, notice.messageId))
      return refuse('already_exists', 'The delivery was confirmed before.');
    if (deliveredOn > today(context)) return refuse('impossible_date', 'The delivery lies in the future.');
    const told = disclose(file, context, {
      kind: 'DeliveryConfirmed',
      to: notice.with,
      payload: { noticeId, deliveredOn },
      answers: notice.messageId,
    });
    return accept(
      {
        type: 'DeliveryConfirmed',
        data: { noticeId, deliveredOn },
        ...(occurredAt ? { occurredAt } : {}),
      },
      told.event,
    );
  },
};

export const proceedingsDecisions: Decisions<typeof proceedingsCommands> = {
  ...holdDecisions,
  ...courtDecisions,
};
