import { z } from 'zod';
import { Country, someCountry } from '../words/country.js';
import { fact, permission } from '../words/command.js';
import { agencyCharged, TravelDocumentCode } from '../words/listed.js';
import { Code, Day, Id, Instant, Language, Line, occurredAt } from '../words/values.js';
import { missionCommands } from './mission-commands.js';
import { AskableField, MeetingPlace, NationalityResult, NotConfirmedBecause, TravelPaper } from './values.js';

const someRequest = '2b7f6a54-0d7b-4b56-8f5e-6d1c1f1f0a01';
const someDecision = '9d3c5f0e-7a61-4d0e-b6a2-43c5a2a7f002';

export const nationalityCommands = {
  ...missionCommands,
  SendCaseForm: permission(
    'coordinate',
    'charged',
    'Send the identity block, the claimed origin and the family block of this person to the country of origin (message 3).',
    z.strictObject({ to: Country }),
    { to: someCountry.origin },
  ),
  RequestNationalityConfirmation: permission(
    'coordinate',
    'charged',
    'Ask a country whether this person is its national, with the claims of the file (message 4).',
    z.strictObject({ of: Country }),
    { of: someCountry.origin },
  ),
  AskAdditionalInformation: permission(
    'confirm_nationality',
    'charged',
    'Ask the country that sent a request for claims that are missing or unclear (message 5).',
    z.strictObject({ requestId: Id, fields: z.array(AskableField).min(1) }),
    { requestId: someRequest, fields: ['origin', 'relatives'] },
  ),
  ProvideAdditionalInformation: permission(
    'coordinate',
    'charged',
    'Send the claims of the file that were asked for, as they stand now (message 5).',
    z.strictObject({ requestId: Id, fields: z.array(AskableField).min(1) }),
    { requestId: someRequest, fields: ['origin'] },
  ),
  RequestConsularAccess: permission(
    'confirm_nationality',
    'charged',
    'Ask to see the person, at a place that is not the shelter (message 7).',
    z.strictObject({
      requestId: Id,
      place: MeetingPlace,
      at: Instant.optional(),
      language: Language.optional(),
    }),
    { requestId: someRequest, place: 'neutral_office', language: 'my' },
  ),
  RecordConsularInterview: fact(
    'confirm_nationality',
    'own_work',
    'Record that a consular officer spoke with the person; the other country is told that it took place (message 7).',
    z.strictObject({ requestId: Id, place: MeetingPlace, heldOn: Day, occurredAt }),
    { requestId: someRequest, place: 'video', heldOn: '2013-02-04' },
  ),
  ForwardNationalityCheck: permission(
    'confirm_nationality',
    'charged',
    'Hand a check on to another agency of this country that can confirm nationality.',
    z.strictObject({ requestId: Id, to: agencyCharged('confirm_nationality') }),
    { requestId: someRequest, to: 'registry' },
  ),
  DecideNationality: permission(
    'confirm_nationality',
    'charged',
    "Record this authority's finding, and answer the country that asked (message 8) unless `send` is false. Another authority's finding stands beside it; what goes is the country's one answer, and nothing while its authorities differ.",
    z.strictObject({
      requestId: Id,
      result: NationalityResult,
      basis: Code,
      reference: Line.optional(),
      because: NotConfirmedBecause.optional(),
      send: z.boolean().default(true),
    }),
    { requestId: someRequest, result: 'confirmed', basis: 'household_list', reference: '12/KaMaYa(N)045678' },
  ),
  ChooseNationalAnswer: permission(
    'coordinate',
    'charged',
    'Decide, as the focal point, which finding the country stands behind where its authorities differ; who asked is told that one (message 8).',
    z.strictObject({ decisionId: Id }),
    { decisionId: someDecision },
    'approver',
  ),
  WithdrawNationalityResult: fact(
    'confirm_nationality',
    'keeper',
    'Record that a finding of this authority no longer stands; a country that was told it is told this too.',
    z.strictObject({ decisionId: Id, because: Line.optional(), occurredAt }),
    { decisionId: someDecision, because: 'Entry belonged to another person.' },
    'officer',
  ),
  IssueTravelDocument: permission(
    'issue_travel_document',
    'charged',
    'Issue a document for the journey home, once nationality is confirmed, and tell the other country (message 14).',
    z.strictObject({
      kind: TravelDocumentCode,
      paper: TravelPaper,
      validUntil: Day.optional(),
      to: Country.optional(),
    }),
    { kind: 'certificate_of_identity', paper: { number: 'CI-2014-00417' }, validUntil: '2014-10-31' },
  ),
  ReferAsStateless: permission(
    'case_work',
    'owner',
    'Refer a person whose nationality no country confirms to a body that can find another path.',
    z.strictObject({ body: z.enum(['unhcr', 'iom', 'national']), because: Line }),
    { body: 'unhcr', because: 'No record under any claimed name or place.' },
  ),
};
