import { learnedClaims } from '../identity/questions/learned.js';
import type { CaseFile } from '../records/file.js';
import { crossedArrival } from '../disclosure/questions/seen.js';
import type { Country } from '../words/country.js';
import { accept, refuse, type Decision } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import { involveCheckers } from './decide/checkers.js';
import { questionClaims } from './questions/claims.js';
import type { nationalityMessages } from './messages.js';
import { nationalityRequest, type NationalityRequest } from './state.js';
import { answerDueAs } from '../words/reckoned.js';

const unknownRequest = (): Decision<never> =>
  refuse('unknown_reference', 'No such request stands between the two countries in this case.');

const atHome = (): Decision<never> =>
  refuse('wrong_state', 'The person had come home before this was asked.');

const alreadyHere = (): Decision<never> =>
  refuse('already_exists', 'What the message tells stands in the case already.');

/** A request between us and the sender, in the direction in which the message makes sense. */
const requestWith = (
  file: CaseFile,
  requestId: string,
  from: Country,
  direction: NationalityRequest['direction'],
): NationalityRequest | undefined => {
  const request = nationalityRequest(file.nationality, requestId);
  return request?.with === from && request.direction === direction ? request : undefined;
};

/** Whether a finding of a country is out of use already, so that it does not stand in the file any more. */
const hasStoppedResult = ({ disclosure }: CaseFile, country: Country): boolean =>
  disclosure.theirs.some(
    ({ kind, from, stopped }) => kind === 'NationalityResultSent' && from === country && stopped,
  );

export const nationalityReceivers: Receivers<keyof typeof nationalityMessages> = {
  CaseFormSent: ({ formId, ...claims }, file, context, { from }) =>
    accept(
      { type: 'CaseFormReceived', data: { formId, from } },
      ...learnedClaims(claims, from, context, file.identity),
    ),

  NationalityConfirmationRequested: (
    { requestId, seen, ...claims },
    file,
    context,
    { from, messageId, ...due },
  ) => {
    if (nationalityRequest(file.nationality, requestId)) return alreadyHere();
    return crossedArrival(seen, from, file.disclosure)
      ? atHome()
      : accept(
          {
            type: 'NationalityCheckReceived',
            data: { requestId, from, messageId, ...answerDueAs('dueOn', due) },
          },
          ...learnedClaims(questionClaims(claims), from, context, file.identity),
          ...involveCheckers({ reason: 'nationality_check', about: requestId }, file, context, from),
        );
  },

  AdditionalInformationRequested: ({ requestId, asked }, file, context, { from, messageId }) =>
    requestWith(file, requestId, from, 'asked')
      ? accept({
          type: 'AdditionalInformationAsked',
          data: { requestId, of: context.country, messageId, fields: asked },
        })
      : unknownRequest(),

  AdditionalInformationProvided: ({ requestId, ...claims }, file, context, { from }) => {
    if (!requestWith(file, requestId, from, 'received')) return unknownRequest();
    const fields = (['names', 'birthDate', 'origin', 'documents', 'relatives'] as const).filter(
      (field) => claims[field] !== undefined,
    );
    return accept(
      ...(fields.length > 0
        ? [{ type: 'AdditionalInformationGiven' as const, data: { requestId, by: from, fields } }]
        : []),
      ...learnedClaims(questionClaims(claims), from, context, file.identity),
    );
  },

  ConsularAccessRequested: ({ requestId, ...meeting }, file, _context, { from, messageId }) =>
    requestWith(file, requestId, from, 'asked')
      ? accept({ type: 'ConsularAccessAsked', data: { requestId, by: from, messageId, ...meeting } })
      : unknownRequest(),

  ConsularInterviewHeld: ({ requestId, ...meeting }, file, _context, { from }) =>
    requestWith(file, requestId, from, 'asked')
      ? accept({ type: 'ConsularInterviewHeld', data: { requestId, by: from, ...meeting } })
      : unknownRequest(),

  NationalityResultSent: (result, file, _context, { from }) => {
    if (!requestWith(file, result.requestId, from, 'asked')) return unknownRequest();
    if (
      file.nationality.decisions.some(
        ({ decisionId, withdrawn }) => decisionId === result.decisionId && !withdrawn,
      )
    )
      return alreadyHere();
    return accept({ type: 'NationalityResultLearned', data: { ...result, from } });
  },

  NationalityResultWithdrawn: ({ decisionId }, file, _context, { from }) => {
    const decision = file.nationality.decisions.findLast(
      (known) => known.decisionId === decisionId && known.country === from,
    );
    if (decision?.withdrawn) return alreadyHere();
    if (decision) return accept({ type: 'NationalityResultWithdrawn', data: { decisionId } });
    return hasStoppedResult(file, from) ? accept() : unknownRequest();
  },

  TravelDocumentIssued: (document, file, _context, { from }) =>
    file.nationality.documents.some(({ documentId }) => documentId === document.documentId)
      ? alreadyHere()
      : accept({ type: 'TravelDocumentLearned', data: { ...document, from } }),
};
