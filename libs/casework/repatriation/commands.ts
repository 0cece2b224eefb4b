import { z } from 'zod';
import { GivenBy } from '../consent/events.js';
import { familyTellers } from '../coordination/messages.js';
import { fact, permission } from '../kernel/command.js';
import { Country } from '../kernel/country.js';
import { Login } from '../kernel/login.js';
import { Code, Day, Id, Language, Text, occurredAt } from '../kernel/values.js';
import {
  BestInterests,
  Discrepancy,
  HandoverItem,
  NextStep,
  Referral,
  Risk,
  Side,
  StopReason,
} from './values.js';

const someId = '0d4f5b1e-6d0f-4f0e-8a3f-3a8f6a0f7c21';
const someAssessment = '2b7f6a0d-4f3e-4a0c-9a51-7b1d7d0e9c44';
const someJourney = 'b0c8a6de-8c1f-4b57-9d7e-0f2f7d5f3a10';

export const preparationCommands = {
  HoldReturnCounselling: fact(
    'case_work',
    'Record that the person was told of rights, options and services at home, in an own language.',
    z.strictObject({ language: Language, interpreter: Login.optional(), occurredAt }),
    { language: 'my', interpreter: 'interpreter-12' },
  ),
  RecordReturnConsent: permission(
    'case_work',
    'Record the free and informed consent to return; for a child, of the guardian with the assent of the child.',
    z.strictObject({ givenBy: GivenBy }),
    { givenBy: 'person' },
  ),
  WithdrawReturnConsent: fact(
    'case_work',
    'Record that the person no longer wants to return. Possible until the final handover, on the way too.',
    z.strictObject({ occurredAt }),
    {},
  ),
  RefuseReturn: fact(
    'case_work',
    'Record that the person does not want to return. A refusal needs no reason.',
    z.strictObject({ occurredAt }),
    {},
  ),
  AssessRisk: fact(
    'case_work',
    'Record how dangerous the return would be, with the kinds of threat and what is done about them.',
    z.strictObject({ assessment: Risk, occurredAt }),
    {
      assessment: {
        level: 'low',
        threats: ['debt'],
        mitigations: ['Debt settled by the compensation'],
        reviewOn: '2014-10-01',
      },
    },
    'officer',
  ),
  ConfirmMeasures: permission(
    'take_part',
    'Find that the measures named in an assessment of high risk are in place. It needs two persons of two agencies.',
    z.strictObject({ assessmentId: Id }),
    { assessmentId: someAssessment },
    'approver',
  ),
  ShareRisk: permission(
    'coordinate',
    'Share the own risk assessment with the other side (message 10), without the descriptor.',
    z.strictObject({ with: Country }),
    { with: 'MM' },
  ),
  DetermineBestInterests: fact(
    'child_protection',
    'Record what is best for the child, and whether the child was heard.',
    z.strictObject({ childHeard: z.boolean(), determination: BestInterests, occurredAt }),
    {
      childHeard: true,
      determination: {
        solution: 'return_to_family',
        reasons: 'Travels with both parents, wants to go home.',
      },
    },
    'officer',
  ),
  CertifyFitToTravel: fact(
    'health',
    'Record that a doctor finds the person fit to travel until a day.',
    z.strictObject({ validUntil: Day, note: Text.optional(), occurredAt }),
    { validUntil: '2014-08-15' },
    'officer',
  ),
};

export const agreementCommands = {
  ProposeRepatriation: permission(
    'coordinate',
    'Propose the return to the receiving side (message 12): day, handover point, escorts, group.',
    z.strictObject({
      to: Country,
      point: Code,
      plannedOn: Day,
      group: Id.optional(),
      escorts: z.int().min(0).max(50),
    }),
    { to: 'MM', point: 'mae-sot-myawaddy', plannedOn: '2014-08-04', group: someJourney, escorts: 2 },
  ),
  AgreeRepatriation: permission(
    'receive_return',
    'Agree to the proposal of the sending side.',
    z.strictObject({ proposalId: Id }),
    { proposalId: someId },
  ),
  CounterPropose: permission(
    'receive_return',
    'Answer the proposal with another day or handover point.',
    z.strictObject({ proposalId: Id, point: Code, plannedOn: Day }),
    { proposalId: someId, point: 'mae-sot-myawaddy', plannedOn: '2014-08-06' },
  ),
  DeclineRepatriation: permission(
    'receive_return',
    'Decline the proposal; the reason says nothing above P1.',
    z.strictObject({ proposalId: Id, reason: StopReason }),
    { proposalId: someId, reason: 'logistics' },
  ),
  ApproveReturn: permission(
    'approve_return',
    'Sign the approval of the return. It needs two persons of two agencies; every condition is checked.',
    z.strictObject({ proposalId: Id }),
    { proposalId: someId },
    'approver',
  ),
  IssueHigherAuthorityLetter: fact(
    'receive_return',
    'Record the official letter to the higher authority of the receiving side (13).',
    z.strictObject({ proposalId: Id, authority: Code, reference: Code, occurredAt }),
    { proposalId: someId, authority: 'mswrr', reference: 'rrr-2014-117' },
    'approver',
  ),
  NotifyTransit: permission(
    'coordinate',
    'Ask a third state to let the person pass (message 15): manifest only.',
    z.strictObject({ to: Country, on: Day }),
    { to: 'LA', on: '2014-08-04' },
  ),
  PermitTransit: permission(
    'coordinate',
    'Permit the transit that another state asked for.',
    z.strictObject({ to: Country, on: Day }),
    { to: 'TH', on: '2014-08-04' },
  ),
  SuspendReturn: permission(
    'coordinate',
    'Stop the return for now and tell the other side at once (message 23).',
    z.strictObject({ reason: StopReason, until: Day.optional() }),
    { reason: 'border_closed', until: '2014-08-20' },
  ),
  ResumeReturn: permission(
    'coordinate',
    'Go on with a suspended return; every condition is checked again.',
    z.strictObject({}),
    {},
  ),
  CancelReturn: permission(
    'coordinate',
    'Stop the return for good and tell the other side at once (message 23).',
    z.strictObject({ reason: StopReason }),
    { reason: 'circumstances' },
  ),
};

export const travelCommands = {
  NotifyDeparture: permission(
    'approve_return',
    "Authorise the departure and send the person's line of the manifest (message 16).",
    z.strictObject({ on: Day, point: Code, escorts: z.int().min(0).max(50) }),
    { on: '2014-08-04', point: 'mae-sot-myawaddy', escorts: 2 },
  ),
  ConfirmReception: permission(
    'receive_return',
    'Confirm that the receiving side will be at the handover point.',
    z.strictObject({}),
    {},
  ),
  RecordArrival: fact(
    'receive_return',
    'Record that the person arrived and tell the sending side (message 18).',
    z.strictObject({ place: Code, nextStep: NextStep, condition: Text.optional(), occurredAt }),
    { place: 'myawaddy-1', nextStep: 'border_shelter' },
  ),
};

export const otherEndsCommands = {
  OpenThirdCountryReferral: permission(
    'case_work',
    'Refer a person whom no return serves to the body that finds another country.',
    z.strictObject({ referral: Referral }),
    { referral: { body: 'unhcr', details: 'Wishes to live near an aunt.' } },
  ),
  GrantLocalStay: fact(
    'coordinate',
    'Record that the person may stay in the country.',
    z.strictObject({ basis: Code, until: Day.optional(), occurredAt }),
    { basis: 'cabinet-2016-12-13', until: '2019-07-24' },
    'approver',
  ),
  RecordLeftWithoutNotice: fact(
    'case_work',
    'Record that the person left without notice: no penalty, tracing only for safety.',
    z.strictObject({ occurredAt }),
    {},
  ),
  RecordDeath: fact(
    'case_work',
    'Record the death of the person and who was told; partner countries that may know are told (message 21a).',
    z.strictObject({
      circumstances: Text.optional(),
      notified: z.array(Code),
      /** Who tells the family: this country, the other, or nobody yet. */
      familyToldBy: z.enum(familyTellers).optional(),
      occurredAt,
    }),
    { notified: ['focal_point'] },
  ),
  RecordRemainsReturned: fact(
    'case_work',
    'Record that the remains of a person who died were brought to another country.',
    z.strictObject({ to: Country, occurredAt }),
    { to: 'MM' },
  ),
};

/** Commands that agencies give on the return of one person. */
export const repatriationCommands = {
  ...preparationCommands,
  ...agreementCommands,
  ...travelCommands,
  ...otherEndsCommands,
};

const step = { journeyId: Id, occurredAt };

/** Steps of a journey, brought to each traveller's case by the node itself. */
export const repatriationSystemCommands = {
  JoinJourney: fact(
    'system',
    'The person was added to a journey, or found on one that had no such traveller.',
    z.strictObject({ ...step, unlisted: z.literal(true).optional() }),
    { journeyId: someJourney },
  ),
  LeaveJourney: fact('system', 'The person is no longer on a journey.', z.strictObject(step), {
    journeyId: someJourney,
  }),
  RecordLegStarted: fact(
    'system',
    'The person set out on a leg of so many; with the first one the departure is recorded.',
    z.strictObject({
      ...step,
      leg: z.int().min(0),
      legs: z.int().min(1).optional(),
      point: Code.optional(),
    }),
    { journeyId: someJourney, leg: 0, legs: 2, point: 'mae-sot-myawaddy' },
  ),
  RecordLegCompleted: fact(
    'system',
    'The person ended a leg.',
    z.strictObject({ ...step, leg: z.int().min(0) }),
    { journeyId: someJourney, leg: 0 },
  ),
  RecordHandover: fact(
    'system',
    'An officer signed the handover record; the other side is told (message 17).',
    z.strictObject({
      ...step,
      side: Side,
      point: Code,
      officer: Login,
      with: Country.optional(),
      items: z.array(HandoverItem),
      discrepancies: z.array(Discrepancy),
    }),
    {
      journeyId: someJourney,
      side: 'sending',
      point: 'mae-sot-myawaddy',
      officer: 'officer-7',
      items: ['travel_document', 'belongings'],
      discrepancies: [],
    },
  ),
  RecordHandoverRefused: fact(
    'system',
    'An officer did not take the person over.',
    z.strictObject({ ...step, side: Side, point: Code, reason: StopReason }),
    { journeyId: someJourney, side: 'receiving', point: 'mae-sot-myawaddy', reason: 'logistics' },
  ),
};
