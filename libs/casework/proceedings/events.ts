import { z } from 'zod';
import { Country } from '../words/country.js';
import { knownTo, only } from '../words/audience.js';
import { asBefore, event, withNewFields } from '../words/event.js';
import { everyone, operational, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Day, Id, Line, Text } from '../words/values.js';
import { Amount, Award, Claim, CriminalCase, Hearing, Hold, Payment, Verdict } from './values.js';

/** Who may know that a hold exists at all (domain.md 4.4, witness status). */
const entitled = only('PO', 'LA', 'SW', 'SH');

/** Proceedings: the case in court, holds, money (domain.md 2.4, 4.4). */
export const proceedingsEvents = {
  CriminalCaseRecorded: event('CriminalCaseRecorded', knownTo('LA', 'SW'), {
    recordId: operational(Id, everyone),
    criminalCase: personal('criminalCase', CriminalCase),
  }),
  HoldPlaced: event('HoldPlaced', entitled, {
    holdId: operational(Id, everyone),
    hold: personal('witnessStatus', Hold),
  }),
  HoldReviewed: event('HoldReviewed', entitled, {
    holdId: operational(Id, everyone),
    review: personal(
      'witnessStatus',
      z.strictObject({ until: Day, reviewOn: Day, personsView: Text, because: Line }),
    ),
  }),
  HoldEnded: event('HoldEnded', entitled, { holdId: operational(Id, everyone) }),
  VerdictRecorded: event('VerdictRecorded', knownTo('LA', 'SW'), {
    verdictId: operational(Id, everyone),
    verdict: personal('criminalCase', Verdict),
  }),
  /** The person's own claim and the authority's stand side by side. */
  CompensationClaimed: event('CompensationClaimed', knownTo('LA', 'SW'), {
    claimId: operational(Id, everyone),
    claim: personal('compensation', Claim),
  }),
  CompensationOrdered: event('CompensationOrdered', knownTo('LA', 'SW'), {
    orderId: operational(Id, everyone),
    order: personal('compensation', Amount),
  }),
  CompensationPaid: event(
    'CompensationPaid',
    knownTo('LA', 'SW'),
    {
      paymentId: operational(Id, everyone),
      payment: personal('payments', Payment),
    },
    { version: 2, upcast: { 1: asBefore } },
  ),
  /** Told to the country where the person is now (message 19). */
  CourtOutcomeShared: event(
    'CourtOutcomeShared',
    knownTo('LA', 'SW', 'NG', 'FP'),
    {
      noticeId: operational(Id, everyone),
      to: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  CourtOutcomeLearned: event(
    'CourtOutcomeLearned',
    knownTo('LA', 'SW', 'NG', 'FP'),
    {
      noticeId: operational(Id, everyone),
      from: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      hearing: personal('criminalCase', Hearing.optional()),
      verdict: personal('criminalCase', Verdict.optional()),
      award: personal('compensation', Award.optional()),
    },
    withNewFields,
  ),
  /** The person got the news, and the money where there was any; recorded on both sides. */
  DeliveryConfirmed: event('DeliveryConfirmed', knownTo('LA', 'SW', 'NG', 'FP'), {
    noticeId: operational(Id, everyone),
    deliveredOn: operational(Day, everyone),
  }),
};
