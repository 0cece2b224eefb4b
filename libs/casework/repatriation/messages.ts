import { z } from 'zod';
import { Seen } from '../disclosure/values.js';
import { SpecialNeed, ToldName } from '../words/person.js';
import { Country } from '../words/country.js';
import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Login } from '../words/login.js';
import { Code, Day, Id, Text } from '../words/values.js';
import {
  Discrepancy,
  HandoverItem,
  ManifestDocument,
  NextStep,
  OfficeLine,
  PassingLeg,
  SharedRisk,
  Side,
  StopReason,
} from './values.js';

/** A stop of the receiver that is not among what was seen crossed the message, and stands (domain.md 2.8, in doubt). */
const seen = operational(Seen.optional(), everyone);

/** Messages 10, 12, 15 to 18 and 23 of domain.md 3.1: one a person, never a list of persons. */
export const repatriationMessages = {
  RiskAssessmentShared: message(
    10,
    'The risk of a return as one side sees it: level, kinds of threat, mitigation.',
    {
      assessmentId: operational(Id, everyone),
      by: operational(Country, everyone),
      assessment: personal('riskExchange', SharedRisk),
    },
    { answeredBy: ['RiskAssessmentShared'], replaces: ['RiskAssessmentShared'] },
  ),
  RepatriationProposed: message(
    12,
    'A return is proposed: day, handover point, escorts, group.',
    {
      proposalId: operational(Id, everyone),
      point: operational(Code, everyone, 'journey'),
      plannedOn: operational(Day, everyone, 'journey'),
      group: operational(Id.optional(), everyone, 'journey'),
      escorts: operational(z.int().min(0), everyone, 'journey'),
      seen,
    },
    {
      answeredBy: ['RepatriationAgreed', 'RepatriationCounterProposed', 'RepatriationDeclined'],
      replaces: ['RepatriationProposed', 'DepartureNotified'],
      asksForWork: true,
      servesTheWayHome: true,
    },
  ),
  RepatriationAgreed: message(12, 'The receiving side agrees to the proposal.', {
    proposalId: operational(Id, everyone),
  }),
  RepatriationCounterProposed: message(
    12,
    'The receiving side proposes another day or handover point.',
    {
      proposalId: operational(Id, everyone),
      point: operational(Code, everyone, 'journey'),
      plannedOn: operational(Day, everyone, 'journey'),
    },
    { asksForWork: true },
  ),
  RepatriationDeclined: message(12, 'The receiving side declines the proposal.', {
    proposalId: operational(Id, everyone),
    reason: operational(StopReason, everyone),
  }),
  TransitNotified: message(
    15,
    'A person will cross a third state: manifest only. Where means in that state alone, and no further than its border.',
    {
      on: operational(Day, everyone, 'journey'),
      until: operational(Day.optional(), everyone, 'journey'),
      entry: operational(Code.optional(), everyone, 'journey'),
      exit: operational(Code.optional(), everyone, 'journey'),
      legs: operational(z.array(PassingLeg).optional(), everyone, 'journey'),
      escorts: operational(z.int().min(0).optional(), everyone, 'journey'),
      contact: operational(OfficeLine.optional(), everyone, 'journey'),
      journey: operational(Id.optional(), everyone, 'journey'),
      names: personal('names', z.array(ToldName).optional()),
      documents: personal('documents', z.array(ManifestDocument).optional()),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
    },
    {
      answeredBy: ['TransitPermitted', 'TransitRefused'],
      replaces: ['TransitNotified'],
      asksForWork: true,
      servesTheWayHome: true,
      correctable: ['names', 'specialNeeds'],
    },
  ),
  TransitPermitted: message(15, 'The third state permits the transit.', {
    on: operational(Day, everyone, 'journey'),
  }),
  TransitRefused: message(
    15,
    'The third state does not let the person pass, or takes its permit back; no reason above P1.',
    { on: operational(Day, everyone, 'journey'), reason: operational(StopReason, everyone) },
  ),
  DepartureNotified: message(
    16,
    "The person's line of the manifest, with day and handover point.",
    {
      proposalId: operational(Id, everyone),
      group: operational(Id.optional(), everyone, 'journey'),
      on: operational(Day, everyone, 'journey'),
      point: operational(Code, everyone, 'journey'),
      escorts: operational(z.int().min(0), everyone, 'journey'),
      names: personal('names', z.array(ToldName).min(1)),
      documents: personal('documents', z.array(ManifestDocument).min(1)),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
      seen,
    },
    {
      answeredBy: ['ReceptionConfirmed'],
      replaces: ['DepartureNotified'],
      asksForWork: true,
      servesTheWayHome: true,
      correctable: ['names', 'specialNeeds'],
    },
  ),
  ReceptionConfirmed: message(16, 'The receiving side will be at the handover point.', {
    on: operational(Day, everyone, 'journey'),
    point: operational(Code, everyone, 'journey'),
  }),
  HandoverRecordSigned: message(
    17,
    'One side signed the handover record.',
    {
      side: operational(Side, everyone),
      officer: operational(Login, everyone),
      point: operational(Code, everyone, 'journey'),
      items: personal('journeyNeeds', z.array(HandoverItem).optional()),
      discrepancies: operational(z.array(Discrepancy), everyone),
      /** The journey of which it is the handover, and the day by the calendar of the sending country. */
      group: operational(Id.optional(), everyone, 'journey'),
      signedOn: operational(Day.optional(), everyone, 'journey'),
    },
    { finishes: true },
  ),
  ArrivalReported: message(
    18,
    'The person arrived.',
    {
      arrivedOn: operational(Day, everyone),
      nextStep: operational(NextStep, everyone),
      condition: personal('health', Text.optional()),
    },
    { finishes: true },
  ),
  ReturnSuspended: message(
    23,
    'The return stops for now; no reason above P1.',
    { reason: operational(StopReason, everyone), until: operational(Day.optional(), everyone) },
    { stops: true, pauses: ['RepatriationProposed'] },
  ),
  ReturnCancelled: message(
    23,
    'The return stops for good; no reason above P1.',
    { reason: operational(StopReason, everyone) },
    { stops: true },
  ),
  ReturnResumed: message(
    23,
    'A suspended return goes on.',
    { proposalId: operational(Id, everyone) },
    { asksForWork: true, resumes: ['ReturnSuspended'] },
  ),
};
