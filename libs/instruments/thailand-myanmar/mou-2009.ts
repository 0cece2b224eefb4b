import type { Instrument, MessageKind } from '#casework';
import { assumedWorkingDays, mutual } from '../between.js';
import { exchange, parties } from './parties.js';

/** What a registry needs to find a person, and nothing of what was done to the person (domain.md 4.5). */
const caseForm = ['identity', 'documents', 'origin', 'family', 'nationality'] as const;

/**
 * The memorandum of understanding of April 2009 (domain.md 1.10): notification, nationality, family, and whatever stops
 * or mends these. Its text was not read; the clauses are built from domain.md 3.1 and 4.5 (A). Only the month is
 * known: it counts from the last day of it, so that nothing goes before it surely holds.
 */
export const mou2009: Instrument<MessageKind> = {
  code: 'th-mm-mou',
  version: '2009',
  title: 'MOU between Thailand and Myanmar on cooperation to combat trafficking in persons',
  kind: 'mou',
  parties,
  exchange,
  status: 'in_force',
  from: '2009-04-30',
  source: '1.10 [S4:2345; W:tun]',
  clauses: mutual(parties, [
    {
      id: '1.1',
      kind: 'CaseNotified',
      purpose: 'notification',
      carries: ['profile'],
      answerWithin: { days: 2, calendar: 'working', source: '3.1 no. 2 (A)' },
      source: '4.5',
    },
    { id: '1.2', kind: 'CaseAcknowledged', purpose: 'notification', source: '3.1 no. 2' },
    { id: '1.3', kind: 'CaseClosedNotice', purpose: 'notification', source: '3.1 no. 22' },
    {
      id: '1.4',
      kind: 'DeathNotified',
      purpose: 'notification',
      answerWithin: assumedWorkingDays(2),
      source: '3.1 no. 21a',
    },
    { id: '1.6', kind: 'TreatAsChild', purpose: 'notification', source: '3.1 no. 26, 2.8: in doubt a child' },
    { id: '1.5', kind: 'DeathAcknowledged', purpose: 'notification', source: '3.1 no. 21a' },
    {
      id: '2.1',
      kind: 'CaseFormSent',
      purpose: 'nationality_confirmation',
      carries: caseForm,
      source: '4.5',
    },
    {
      id: '2.2',
      kind: 'NationalityConfirmationRequested',
      purpose: 'nationality_confirmation',
      carries: caseForm,
      answerWithin: assumedWorkingDays(30),
      source: '4.5',
    },
    {
      id: '2.3',
      kind: 'AdditionalInformationRequested',
      purpose: 'nationality_confirmation',
      answerWithin: assumedWorkingDays(10),
      source: '3.1 no. 5',
    },
    {
      id: '2.4',
      kind: 'AdditionalInformationProvided',
      purpose: 'nationality_confirmation',
      carries: caseForm,
      source: '3.1 no. 5, 4.5',
    },
    {
      id: '2.5',
      kind: 'ConsularAccessRequested',
      purpose: 'nationality_confirmation',
      answerWithin: assumedWorkingDays(10),
      source: '3.1 no. 7',
    },
    { id: '2.6', kind: 'ConsularInterviewHeld', purpose: 'nationality_confirmation', source: '3.1 no. 7' },
    {
      id: '2.7',
      kind: 'NationalityResultSent',
      purpose: 'nationality_confirmation',
      carries: ['nationality'],
      source: '3.1 no. 8',
    },
    {
      id: '2.7a',
      kind: 'NationalityResultWithdrawn',
      purpose: 'nationality_confirmation',
      source: '2.2 NationalityResultWithdrawn',
    },
    {
      id: '2.8',
      kind: 'TravelDocumentIssued',
      purpose: 'nationality_confirmation',
      carries: ['documents'],
      source: '3.1 no. 14',
    },
    {
      id: '3.1',
      kind: 'FamilyTracingRequested',
      purpose: 'family_tracing',
      carries: ['origin', 'family'],
      answerWithin: assumedWorkingDays(30),
      source: '4.5',
    },
    {
      id: '3.2',
      kind: 'FamilyAssessmentSent',
      purpose: 'family_tracing',
      carries: ['family'],
      source: '2.3: an option, never its reason',
    },
    {
      id: '4.1',
      kind: 'ConsentWithdrawn',
      purpose: 'safety',
      answerWithin: assumedWorkingDays(1),
      source: '3.1 no. 24',
    },
    { id: '4.2', kind: 'UseStopped', purpose: 'safety', source: '3.1 no. 24' },
    {
      id: '4.3',
      kind: 'MessageRecalled',
      purpose: 'safety',
      answerWithin: assumedWorkingDays(1),
      source: '3.1 no. 25',
    },
    { id: '4.4', kind: 'RecallDone', purpose: 'safety', source: '3.1 no. 25' },
    { id: '4.5', kind: 'RecallPartly', purpose: 'safety', source: '3.1 no. 25' },
    {
      id: '4.6',
      kind: 'CorrectionSent',
      purpose: 'nationality_confirmation',
      carries: caseForm,
      source: '3.1 no. 26: under the purpose of what is corrected',
    },
    {
      id: '4.6a',
      kind: 'CorrectionSent',
      purpose: 'family_tracing',
      carries: ['origin', 'family'],
      source: '3.1 no. 26',
    },
    {
      id: '4.6b',
      kind: 'CorrectionSent',
      purpose: 'notification',
      carries: ['profile'],
      source: '3.1 no. 26',
    },
    { id: '4.7', kind: 'ReturnSuspended', purpose: 'safety', source: '3.1 no. 23' },
    { id: '4.8', kind: 'ReturnCancelled', purpose: 'safety', source: '3.1 no. 23' },
    {
      id: '4.10',
      kind: 'ContactStopped',
      purpose: 'safety',
      answerWithin: assumedWorkingDays(1),
      source: '3.1 no. 24a',
    },
    { id: '4.9', kind: 'ReturnResumed', purpose: 'return', source: '3.1 no. 23' },
    { id: '4.11', kind: 'PartyExcluded', purpose: 'safety', source: '3.1 no. 24b, 2.8' },
    { id: '4.12', kind: 'ExclusionLifted', purpose: 'notification', source: '3.1 no. 24b, 2.8' },
  ]),
};
