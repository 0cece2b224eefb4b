import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Day, Id, Line, Text } from '../kernel/values.js';
import { Amount, Award, Claim, CriminalCase, Hearing, Hold, Payment, Verdict } from './values.js';

/** Who may know that a hold exists at all. */
const entitled = { audience: ['PO', 'LA', 'SW'] } as const;

/** Proceedings: the case in court, holds, money (domain.md 2.4, 4.4). */
export const proceedingsEvents = {
  CriminalCaseRecorded: event('CriminalCaseRecorded', {
    recordId: operational(Id),
    criminalCase: personal('criminalCase', CriminalCase),
  }),
  HoldPlaced: event(
    'HoldPlaced',
    { holdId: operational(Id), hold: personal('witnessStatus', Hold) },
    entitled,
  ),
  HoldReviewed: event(
    'HoldReviewed',
    {
      holdId: operational(Id),
      review: personal(
        'witnessStatus',
        z.strictObject({ until: Day, reviewOn: Day, personsView: Text, because: Line }),
      ),
    },
    entitled,
  ),
  HoldEnded: event('HoldEnded', { holdId: operational(Id) }, entitled),
  VerdictRecorded: event('VerdictRecorded', {
    verdictId: operational(Id),
    verdict: personal('criminalCase', Verdict),
  }),
  /** The person's own claim and the authority's stand side by side. */
  CompensationClaimed: event('CompensationClaimed', {
    claimId: operational(Id),
    claim: personal('compensation', Claim),
  }),
  CompensationOrdered: event('CompensationOrdered', {
    orderId: operational(Id),
    order: personal('compensation', Amount),
  }),
  CompensationPaid: event('CompensationPaid', {
    paymentId: operational(Id),
    payment: personal('payments', Payment),
  }),
  /** Told to the country where the person is now (message 19). */
  CourtOutcomeShared: event('CourtOutcomeShared', {
    noticeId: operational(Id),
    to: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
  }),
  CourtOutcomeLearned: event('CourtOutcomeLearned', {
    noticeId: operational(Id),
    from: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
    hearing: personal('criminalCase', Hearing.optional()),
    verdict: personal('criminalCase', Verdict.optional()),
    award: personal('compensation', Award.optional()),
  }),
  /** The person got the news, and the money where there was any; recorded on both sides. */
  DeliveryConfirmed: event('DeliveryConfirmed', {
    noticeId: operational(Id),
    deliveredOn: operational(Day),
  }),
};
