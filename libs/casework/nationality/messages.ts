import { z } from 'zod';
import {
  PhotographValue,
  SentBirthDate,
  SentDocument,
  SentName,
  SentNationality,
  SentPlace,
  SentRelative,
} from '../words/person.js';
import { Seen } from '../disclosure/values.js';
import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Code, Day, Id, Instant, Language } from '../words/values.js';
import { AskableField, NationalityFinding, MeetingPlace, TravelPaper } from './values.js';

/** What identifies a person to a registry: no exploitation, no health (domain.md 4.5). All but the names may be held back. */
const claims = {
  birthDate: personal('birthDate', SentBirthDate.optional()),
  origin: personal('origin', SentPlace.optional()),
  relatives: personal('relatives', z.array(SentRelative).optional()),
  documents: personal('documents', z.array(SentDocument).optional()),
};
const names = personal('names', z.array(SentName).min(1));

/** Messages 3, 4, 5, 7, 8 and 14 of domain.md 3.1. */
export const nationalityMessages = {
  CaseFormSent: message(
    3,
    'The case form: who the person says to be, from where, of which family.',
    {
      formId: operational(Id, everyone),
      names,
      ...claims,
      nationalities: personal('nationality', z.array(SentNationality).optional()),
      photograph: personal('photograph', PhotographValue.optional()),
    },
    {
      asksForWork: true,
      correctable: ['names', 'birthDate', 'origin', 'nationalities', 'documents', 'relatives', 'photograph'],
    },
  ),
  NationalityConfirmationRequested: message(
    4,
    'Is this person your national?',
    {
      requestId: operational(Id, everyone),
      names,
      ...claims,
      seen: operational(Seen.optional(), everyone),
    },
    {
      answeredBy: ['NationalityResultSent'],
      asksForWork: true,
      servesTheWayHome: true,
      correctable: ['names', 'birthDate', 'origin', 'documents', 'relatives'],
    },
  ),
  AdditionalInformationRequested: message(
    5,
    'Which claims are missing or unclear for a request.',
    {
      requestId: operational(Id, everyone),
      asked: operational(z.array(AskableField).min(1), everyone),
    },
    {
      answeredBy: ['AdditionalInformationProvided'],
      pauses: ['NationalityConfirmationRequested'],
      asksForWork: true,
      servesTheWayHome: true,
    },
  ),
  AdditionalInformationProvided: message(
    5,
    'The claims asked for, as they stand now.',
    {
      requestId: operational(Id, everyone),
      names: personal('names', z.array(SentName).optional()),
      ...claims,
    },
    {
      resumes: ['AdditionalInformationRequested'],
      correctable: ['names', 'birthDate', 'origin', 'documents', 'relatives'],
    },
  ),
  ConsularAccessRequested: message(
    7,
    'A consular officer asks to see the person.',
    {
      requestId: operational(Id, everyone),
      place: operational(MeetingPlace, everyone),
      at: operational(Instant.optional(), everyone),
      language: operational(Language.optional(), everyone),
    },
    { answeredBy: ['ConsularInterviewHeld'], asksForWork: true, servesTheWayHome: true },
  ),
  ConsularInterviewHeld: message(7, 'The consular officer has spoken with the person.', {
    requestId: operational(Id, everyone),
    place: operational(MeetingPlace, everyone),
    heldOn: operational(Day, everyone),
  }),
  NationalityResultSent: message(
    8,
    "A country's answer to a claim to its nationality, under its focal point's code.",
    {
      requestId: operational(Id, everyone),
      decisionId: operational(Id, everyone),
      authority: operational(Code, everyone),
      finding: personal('nationality', NationalityFinding),
      validUntil: operational(Day.optional(), everyone),
    },
  ),
  NationalityResultWithdrawn: message(
    8,
    'A finding told before no longer stands.',
    { decisionId: operational(Id, everyone) },
    { stops: true },
  ),
  TravelDocumentIssued: message(14, 'A document for the journey home was issued.', {
    documentId: operational(Id, everyone),
    kind: operational(Code, everyone),
    paper: personal('documents', TravelPaper),
    validUntil: operational(Day, everyone),
  }),
};
