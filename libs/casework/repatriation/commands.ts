import { z } from 'zod';
import { familyTellers } from '../coordination/messages.js';
import { fact, permission } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { AgencyCode, HandoverPointCode, HandoverPointTo } from '../words/listed.js';
import { State } from '../words/states.js';
import { Login } from '../words/login.js';
import { Code, Day, Id, Text, occurredAt } from '../words/values.js';
import { byHandCommands } from './by-hand-commands.js';
import { preparationCommands } from './preparation-commands.js';
import { transitCommands } from './transit-commands.js';
import { Discrepancy, HandoverItem, Leg, NextStep, Referral, Side, StopReason } from './values.js';

const someId = '0d4f5b1e-6d0f-4f0e-8a3f-3a8f6a0f7c21';
const someJourney = 'b0c8a6de-8c1f-4b57-9d7e-0f2f7d5f3a10';

export const agreementCommands = {
  ProposeRepatriation: permission(
    'coordinate',
    'charged',
    'Propose the return to the receiving side (message 12): day, handover point, escorts, group.',
    z.strictObject({
      to: Country,
      point: HandoverPointTo,
      plannedOn: Day,
      group: Id.optional(),
      escorts: z.int().min(0).max(50),
    }),
    {
      to: someCountry.origin,
      point: 'mae-sot-myawaddy',
      plannedOn: '2014-08-04',
      group: someJourney,
      escorts: 2,
    },
  ),
  AgreeRepatriation: permission(
    'receive_return',
    'owner_first',
    'Agree to the proposal of the sending side.',
    z.strictObject({ proposalId: Id }),
    { proposalId: someId },
  ),
  CounterPropose: permission(
    'receive_return',
    'owner_first',
    'Answer the proposal with another day or handover point.',
    z.strictObject({ proposalId: Id, point: HandoverPointCode, plannedOn: Day }),
    { proposalId: someId, point: 'mae-sot-myawaddy', plannedOn: '2014-08-06' },
  ),
  DeclineRepatriation: permission(
    'receive_return',
    'owner_first',
    'Decline the proposal; the reason says nothing above P1.',
    z.strictObject({ proposalId: Id, reason: StopReason }),
    { proposalId: someId, reason: 'logistics' },
  ),
  ApproveReturn: permission(
    'approve_return',
    'second',
    'Sign the approval of the return. It needs two persons of two agencies; every condition is checked.',
    z.strictObject({ proposalId: Id }),
    { proposalId: someId },
    'approver',
  ),
  IssueHigherAuthorityLetter: fact(
    'receive_return',
    'owner_first',
    'Record the official letter to the higher authority of the receiving side (13).',
    z.strictObject({ proposalId: Id, authority: Code, reference: Code, occurredAt }),
    { proposalId: someId, authority: 'mswrr', reference: 'rrr-2014-117' },
    'approver',
  ),
  SuspendReturn: permission(
    'coordinate',
    'charged',
    'Stop the return for now and tell the other side at once (message 23).',
    z.strictObject({ reason: StopReason, until: Day.optional() }),
    { reason: 'border_closed', until: '2014-08-20' },
  ),
  ResumeReturn: permission(
    'coordinate',
    'charged',
    'Go on with a suspended return; every condition is checked again.',
    z.strictObject({}),
    {},
  ),
  CancelReturn: permission(
    'coordinate',
    'charged',
    'Stop the return for good and tell the other side at once (message 23).',
    z.strictObject({ reason: StopReason }),
    { reason: 'circumstances' },
  ),
};

export const travelCommands = {
  NotifyDeparture: permission(
    'approve_return',
    'charged',
    "Authorise the departure and send the person's line of the manifest (message 16).",
    z.strictObject({ on: Day, point: HandoverPointCode, escorts: z.int().min(0).max(50) }),
    { on: '2014-08-04', point: 'mae-sot-myawaddy', escorts: 2 },
  ),
  ConfirmReception: permission(
    'receive_return',
    'owner_first',
    'Confirm that the receiving side will be at the handover point.',
    z.strictObject({}),
    {},
  ),
  RecordArrival: fact(
    'receive_return',
    'own_work',
    'Record that the person arrived and tell the sending side (message 18); `receivedBy` are the offices that met her or him beside yours.',
    z.strictObject({
      ...{ place: Code, nextStep: NextStep, condition: Text.optional() },
      receivedBy: z.array(AgencyCode).max(20).optional(),
      occurredAt,
    }),
    { place: 'myawaddy-1', nextStep: 'border_shelter' },
  ),
};

export const otherEndsCommands = {
  OpenThirdCountryReferral: permission(
    'case_work',
    'owner',
    'Refer a person whom no return serves to the body that finds another country.',
    z.strictObject({ referral: Referral }),
    { referral: { body: 'unhcr', details: 'Wishes to live near an aunt.' } },
  ),
  GrantLocalStay: fact(
    'coordinate',
    'charged',
    'Record that the person may stay in the country, and whether with a permit to work.',
    z.strictObject({ basis: Code, until: Day.optional(), work: z.boolean().optional(), occurredAt }),
    { basis: 'cabinet-2016-12-13', until: '2019-07-24', work: true },
    'approver',
  ),
  RecordLeftWithoutNotice: fact(
    'case_work',
    'owner',
    'Record that the person left without notice: no penalty, tracing only for safety.',
    z.strictObject({ occurredAt }),
    {},
  ),
  RecordDeath: fact(
    'case_work',
    'owner',
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
    'owner',
    'Record that the remains of a person who died were brought to another country.',
    z.strictObject({ to: State, occurredAt }),
    { to: someCountry.origin },
  ),
};

/** Commands that agencies give on the return of one person. */
export const repatriationCommands = {
  ...preparationCommands,
  ...agreementCommands,
  ...transitCommands,
  ...travelCommands,
  ...byHandCommands,
  ...otherEndsCommands,
};

const step = { journeyId: Id, occurredAt };

/** Steps of a journey, brought to each traveller's case by the node itself. */
export const repatriationSystemCommands = {
  JoinJourney: fact(
    'system',
    'node',
    'The person was added to a journey, or found on one that had no such traveller.',
    z.strictObject({ ...step, unlisted: z.literal(true).optional(), legs: z.array(Leg).optional() }),
    { journeyId: someJourney },
  ),
  LeaveJourney: fact('system', 'node', 'The person is no longer on a journey.', z.strictObject(step), {
    journeyId: someJourney,
  }),
  RecordLegStarted: fact(
    'system',
    'node',
    'The person set out on a leg of so many; with the first one the departure is recorded.',
    z.strictObject({
      ...step,
      leg: z.int().min(0),
      legs: z.int().min(1).optional(),
      point: Code.optional(),
      in: Country.optional(),
    }),
    { journeyId: someJourney, leg: 0, legs: 2, point: 'mae-sot-myawaddy' },
  ),
  RecordLegCompleted: fact(
    'system',
    'node',
    'The person ended a leg.',
    z.strictObject({ ...step, leg: z.int().min(0) }),
    { journeyId: someJourney, leg: 0 },
  ),
  RecordHandover: fact(
    'system',
    'node',
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
    'node',
    'An officer did not take the person over.',
    z.strictObject({ ...step, side: Side, point: Code, reason: StopReason }),
    { journeyId: someJourney, side: 'receiving', point: 'mae-sot-myawaddy', reason: 'logistics' },
  ),
};
