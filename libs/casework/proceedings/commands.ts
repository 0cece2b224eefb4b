import { z } from 'zod';
import { Country, someCountry } from '../words/country.js';
import { fact, permission } from '../words/command.js';
import { PaymentHeadCode } from '../words/listed.js';
import { Day, Id, Line, Text, occurredAt } from '../words/values.js';
import { Amount, Award, Claim, CriminalCase, Hearing, Payment, Verdict } from './values.js';

const someHold = '7c0a4a8e-1f0d-4a9c-8f61-2f9a55b10004';
const someNotice = 'c1b7e0a2-6c55-4c0f-a5be-71a9b2d30005';

export const proceedingsCommands = {
  RecordCriminalCase: fact(
    'proceedings',
    'own_work',
    'Record a criminal case in which the person is a victim or witness, or its next stage.',
    z.strictObject({ ...CriminalCase.shape, occurredAt }),
    { number: 'Or. 1234/2556', court: 'Phetchaburi Provincial Court', stage: 'trial', nextOn: '2014-03-03' },
  ),
  PlaceHold: permission(
    'proceedings',
    'charged',
    'Hold back the return of a witness. Needs an authority, an end, a review, the view of the person, and advance testimony tried or the reason why not; without these it is a wish, not a bar.',
    z.strictObject({
      authority: Line.optional(),
      until: Day.optional(),
      reviewOn: Day.optional(),
      personsView: Text.optional(),
      advanceTestimony: z.enum(['tried', 'not_possible']).optional(),
      because: Line.optional(),
    }),
    {
      authority: 'Phetchaburi Provincial Court',
      until: '2014-06-30',
      reviewOn: '2014-03-31',
      personsView: 'Would rather testify now and go home.',
      advanceTestimony: 'not_possible',
      because: 'The defence lawyer was not yet appointed.',
    },
  ),
  ReviewHold: permission(
    'proceedings',
    'keeper',
    'Review a hold and say until when it goes on, or end it with EndHold.',
    z.strictObject({ holdId: Id, until: Day, reviewOn: Day, personsView: Text, because: Line }),
    {
      holdId: someHold,
      until: '2014-07-31',
      reviewOn: '2014-06-30',
      personsView: 'Accepts one more month.',
      because: 'Testimony set for July.',
    },
  ),
  EndHold: fact(
    'proceedings',
    'keeper',
    'Record that a hold has ended.',
    z.strictObject({ holdId: Id, occurredAt }),
    {
      holdId: someHold,
    },
    'officer',
  ),
  RecordVerdict: fact(
    'proceedings',
    'own_work',
    'Record a verdict, with what it awards to the person where it does.',
    z.strictObject({ ...Verdict.shape, ordered: Amount.optional(), occurredAt }),
    {
      number: '1340/2560',
      court: 'Supreme Court, read at Phetchaburi',
      decidedOn: '2017-04-11',
      readOn: '2017-07-24',
      ordered: { amount: '900000', currency: 'THB' },
    },
  ),
  RecordCompensation: fact(
    'proceedings',
    'own_work',
    "Record a claim to compensation. The person's own and an authority's stand side by side.",
    z.strictObject({ ...Claim.shape, occurredAt }),
    { by: 'person', basis: 'wages', amount: '1000000', currency: 'THB' },
  ),
  RecordPayment: fact(
    'proceedings',
    'own_work',
    'Record that money was paid out to the person.',
    z.strictObject({ ...Payment.shape, head: PaymentHeadCode.optional(), occurredAt }),
    { amount: '900000', currency: 'THB', paidOn: '2017-09-01' },
  ),
  NotifyCourtOutcome: permission(
    'coordinate',
    'charged',
    'Tell the country where the person lives now of a hearing, a verdict or money (message 19).',
    z.strictObject({
      to: Country,
      hearing: Hearing.optional(),
      verdict: Verdict.optional(),
      award: Award.optional(),
    }),
    {
      to: someCountry.origin,
      verdict: { number: '1340/2560', court: 'Supreme Court, read at Phetchaburi', readOn: '2017-07-24' },
      award: { amount: '900000', currency: 'THB', bankPath: 'consular_transfer' },
    },
  ),
  ConfirmDelivery: fact(
    'reintegrate',
    'owner_first',
    'Record that the person got the news from court, and the money where there was any; the sender is told.',
    z.strictObject({ noticeId: Id, deliveredOn: Day, occurredAt }),
    { noticeId: someNotice, deliveredOn: '2017-09-20' },
  ),
};
