import { z } from 'zod';
import { Name, SpecialNeed } from '../identity/values.js';
import { Country } from '../kernel/country.js';
import { operational, personal } from '../kernel/field.js';
import { message } from '../kernel/message.js';
import { Code, Day, Id, Text } from '../kernel/values.js';
import {
  Discrepancy,
  HandoverItem,
  ManifestDocument,
  NextStep,
  SharedRisk,
  Side,
  StopReason,
} from './values.js';

/** Messages 10, 12, 15 to 18 and 23 of domain.md 3.1: one a person, never a list of persons. */
export const repatriationMessages = {
  RiskAssessmentShared: message(
    10,
    'The risk of a return as one side sees it: level, kinds of threat, mitigation.',
    {
      assessmentId: operational(Id),
      by: operational(Country),
      assessment: personal('riskExchange', SharedRisk),
    },
  ),
  RepatriationProposed: message(12, 'A return is proposed: day, handover point, escorts, group.', {
    proposalId: operational(Id),
    point: operational(Code, 'journey'),
    plannedOn: operational(Day, 'journey'),
    group: operational(Id.optional(), 'journey'),
    escorts: operational(z.int().min(0), 'journey'),
  }),
  RepatriationAgreed: message(12, 'The receiving side agrees to the proposal.', {
    proposalId: operational(Id),
  }),
  RepatriationCounterProposed: message(12, 'The receiving side proposes another day or handover point.', {
    proposalId: operational(Id),
    point: operational(Code, 'journey'),
    plannedOn: operational(Day, 'journey'),
  }),
  RepatriationDeclined: message(12, 'The receiving side declines the proposal.', {
    proposalId: operational(Id),
    reason: operational(StopReason),
  }),
  TransitNotified: message(15, 'A person will cross a third state: manifest only.', {
    on: operational(Day, 'journey'),
    names: personal('names', z.array(Name).optional()),
    specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
  }),
  TransitPermitted: message(15, 'The third state permits the transit.', { on: operational(Day, 'journey') }),
  DepartureNotified: message(16, "The person's line of the manifest, with day and handover point.", {
    proposalId: operational(Id),
    group: operational(Id.optional(), 'journey'),
    on: operational(Day, 'journey'),
    point: operational(Code, 'journey'),
    escorts: operational(z.int().min(0), 'journey'),
    names: personal('names', z.array(Name).min(1)),
    documents: personal('documents', z.array(ManifestDocument).min(1)),
    specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
  }),
  ReceptionConfirmed: message(16, 'The receiving side will be at the handover point.', {
    on: operational(Day, 'journey'),
    point: operational(Code, 'journey'),
  }),
  HandoverRecordSigned: message(
    17,
    'One side signed the handover record.',
    {
      side: operational(Side),
      officer: operational(Code),
      point: operational(Code, 'journey'),
      items: personal('journeyNeeds', z.array(HandoverItem).optional()),
      discrepancies: operational(z.array(Discrepancy)),
    },
    { finishes: true },
  ),
  ArrivalReported: message(
    18,
    'The person arrived.',
    {
      arrivedOn: operational(Day),
      nextStep: operational(NextStep),
      condition: personal('health', Text.optional()),
    },
    { finishes: true },
  ),
  ReturnSuspended: message(
    23,
    'The return stops for now; no reason above P1.',
    { reason: operational(StopReason), until: operational(Day.optional()) },
    { stops: true },
  ),
  ReturnCancelled: message(
    23,
    'The return stops for good; no reason above P1.',
    { reason: operational(StopReason) },
    { stops: true },
  ),
  ReturnResumed: message(23, 'A suspended return goes on.', { proposalId: operational(Id) }),
};
