import { z } from 'zod';
import { Country, someCountry } from '../words/country.js';
import { fact, permission } from '../words/command.js';
import { agencyCharged, SupportPaperCode } from '../words/listed.js';
import { Day, Id, Line, Text, occurredAt } from '../words/values.js';
import { FeedbackMonth } from './events.js';
import {
  AgreedPlan,
  Concern,
  Denial,
  Grant,
  OutcomeCode,
  Service,
  SharedPlan,
  SupportApplication,
} from './values.js';

const somePlan = 'a4c2f0b1-5a3e-4a1d-9f5b-8c1a3d2e0006';
const someService = 'f2d0c8b7-3b4e-4d1c-8a6f-1b2c3d4e0007';

export const reintegrationCommands = {
  SharePlan: permission(
    'coordinate',
    'charged',
    'Send the services received, the open needs and the wishes of the person to the country of origin (message 11).',
    z.strictObject({ to: Country, plan: SharedPlan }),
    {
      to: someCountry.origin,
      plan: { received: [1, 4], needed: [5, 7], wishes: 'A plot to farm; school for the children.' },
    },
  ),
  AcceptPlan: permission(
    'reintegrate',
    'owner_first',
    'Accept a plan that the host country sent, and tell it so (message 11).',
    z.strictObject({ planId: Id }),
    { planId: somePlan },
  ),
  AgreePlan: permission(
    'reintegrate',
    'owner_first',
    'Record the plan that was made together with the person, in a language they speak.',
    z.strictObject({ plan: AgreedPlan, madeWithPerson: z.boolean(), reviewOn: Day.optional() }),
    {
      plan: { areas: [5, 7], language: 'my', goals: ['Own rice field', 'Children in school'] },
      madeWithPerson: true,
      reviewOn: '2014-12-01',
    },
  ),
  RecordSupportApplication: fact(
    'reintegrate',
    'own_work',
    'Record that the person applied for support. Where the law names a clock, it says by when it is passed on.',
    z.strictObject({ application: SupportApplication, occurredAt }),
    { application: { areas: [5, 7] } },
  ),
  ForwardSupportApplication: permission(
    'reintegrate',
    'own_work',
    'Pass an application for support on to the office that acts on it, and bring that office into the case.',
    z.strictObject({ applicationId: Id, to: agencyCharged('reintegrate') }),
    { applicationId: someService, to: 'welfare' },
  ),
  RecordSupportPaper: fact(
    'reintegrate',
    'own_work',
    'Record that this office wrote a paper on which support for the person rests, with what it says. No grant is paid without those that this country asks for.',
    z.strictObject({ paper: SupportPaperCode, finding: Text, occurredAt }),
    { paper: 'sample-paper', finding: 'She lives with her aunt and wants to sew for a living.' },
  ),
  StartService: fact(
    'reintegrate',
    'own_work',
    'Record that a service has begun.',
    z.strictObject({ service: Service, occurredAt }),
    { service: { area: 5, provider: 'Township vocational centre' } },
  ),
  CompleteService: fact(
    'reintegrate',
    'keeper',
    'Record that a service was completed.',
    z.strictObject({ serviceId: Id, occurredAt }),
    { serviceId: someService },
  ),
  RecordServiceDeclined: fact(
    'reintegrate',
    'own_work',
    'Record that the person does not want a service. Services are voluntary; no reason is needed.',
    z.strictObject({ service: Service, occurredAt }),
    { service: { area: 3 } },
  ),
  RecordProviderDenial: fact(
    'reintegrate',
    'own_work',
    'Record that a provider turned the person away, and the alternative that was offered.',
    z.strictObject({ denial: Denial, occurredAt }),
    {
      denial: {
        area: 5,
        provider: 'Township vocational centre',
        because: 'No papers yet',
        alternative: 'Course of the women federation',
      },
    },
  ),
  PayGrant: permission(
    'reintegrate',
    'owner_first',
    'Pay a grant under the agreed plan.',
    z.strictObject({ grant: Grant }),
    {
      grant: {
        kind: 'livelihood',
        purpose: 'Seed and tools',
        paidOn: '2014-10-02',
        amount: '300000',
        currency: 'MMK',
      },
    },
  ),
  RecordFollowUpVisit: fact(
    'reintegrate',
    'own_work',
    'Record a follow-up visit and when the next one is due.',
    z.strictObject({
      method: z.enum(['home_visit', 'phone', 'office']),
      visitedOn: Day,
      nextOn: Day.optional(),
      findings: Text.optional(),
      occurredAt,
    }),
    { method: 'home_visit', visitedOn: '2014-09-04', nextOn: '2014-11-04', findings: 'All five are well.' },
  ),
  RaiseSafetyConcern: fact(
    'reintegrate',
    'own_work',
    'Record a concern for the safety of the person at home.',
    z.strictObject({ concern: Concern, occurredAt }),
    { concern: { level: 'medium', account: 'A stranger asked for them in the market.' } },
  ),
  RecordOutcome: fact(
    'reintegrate',
    'own_work',
    'Record what became of things: a livelihood, a school place, a document.',
    z.strictObject({ code: OutcomeCode, note: Line.optional(), occurredAt }),
    { code: 'school_reentered' },
  ),
  RecordContactLost: fact(
    'reintegrate',
    'own_work',
    'Record that the person can no longer be reached. A search is for safety only, never a penalty.',
    z.strictObject({ lastContactOn: Day.optional(), occurredAt }),
    { lastContactOn: '2015-01-10' },
  ),
  SendFeedback: permission(
    'reintegrate',
    'owner_first',
    'Tell the former host country how things are, in outcome codes only (message 20).',
    z.strictObject({ to: Country, month: FeedbackMonth, outcomes: z.array(OutcomeCode).min(1) }),
    { to: someCountry.found, month: 1, outcomes: ['safe', 'school_reentered'] },
  ),
};
