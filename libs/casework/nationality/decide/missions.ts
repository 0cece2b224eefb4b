import { due, type Due } from '../../words/reckoned.js';
import { consentsInForce } from '../../consent/questions/in-force.js';
import { deniedToEmbassy } from '../../crossing/by-embassy.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { dealsWithExcluded, isExcludedAbroad } from '../../coordination/questions/dealt-with.js';
import { ofExcluded } from '../../coordination/questions/known-exclusion.js';
import { contactBarred } from '../../protection/questions/barred.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Decisions } from '../../records/rules.js';
import type { Context } from '../../words/context.js';
import { accept, notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import { notByHand, sharesInstrument } from '../../words/sharing.js';
import { unknownState, type State } from '../../words/states.js';
import { today } from '../../words/today.js';
import type { missionCommands } from '../mission-commands.js';
import { involveCheckers } from './checkers.js';
import { receivedRequests } from '../questions/received.js';
import { nationalityRequest, type NationalityRequest } from '../state.js';

/**
 * A question by hand, which is finished by hand also where an instrument entered into force since; one by message too, where
 * no instrument binds that country any more and nobody there can answer it.
 */
const askedByHand = (file: CaseFile, requestId: string, context: Context): NationalityRequest | undefined => {
  const request = nationalityRequest(file.nationality, requestId);
  if (request?.direction !== 'asked') return undefined;
  return request.mission !== undefined || !sharesInstrument(request.with, context) ? request : undefined;
};

/** Whether a mission of that country was asked by hand: then its paper comes by hand too. */
const isAskedByHand = (country: State, { nationality }: CaseFile): boolean =>
  nationality.requests.some((request) => request.with === country && request.mission !== undefined);

/** Whether all that was asked by hand there may be used no more. */
const isStopped = (country: State, { nationality }: CaseFile): boolean => {
  const asked = nationality.requests.filter(
    (request) => request.with === country && request.mission !== undefined,
  );
  return asked.length > 0 && asked.every(({ use }) => use !== undefined);
};

/** Goes beside what came by hand: nothing was to be told there any more, or an office spoke that is kept out of the case. */
const marked = (
  country: State,
  { about, authority }: { readonly about: string; readonly authority?: string },
  file: CaseFile,
): NewCaseEvent[] => [
  ...(contactBarred(file, country) || isStopped(country, file)
    ? [irregularity('word_after_stop', about)]
    : []),
  ...(authority !== undefined && isExcludedAbroad(country, authority, file)
    ? [ofExcluded('decided_by_excluded', { told: 'focal_point' as const }, about)]
    : []),
];

const noneByHand = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no question by hand with that id.');

/** How long an answer holds that says nothing of it: as one of this country would (A). */
const usualValidity = (context: Context): Partial<Due<'validUntil'>> => {
  const facts = context.facts(context.country);
  const duration = facts.deadlines.nationality_result_valid;
  return duration ? due('validUntil', context.now, duration, facts) : {};
};

export const missionDecisions: Decisions<typeof missionCommands> = {
  AskMission: (told, file, context) => {
    const { of, mission, groups } = told;
    const otherwise = notByHand(of, context);
    if (otherwise) return otherwise;
    const not = deniedToEmbassy(told, file, context) ?? dealsWithExcluded(of, mission, file, context);
    if (not) return not;
    const open = file.nationality.requests.some(
      (request) =>
        request.with === of && request.mission === mission && !request.answered && request.use === undefined,
    );
    if (open) return refuse('already_exists', 'That mission was asked; record its answer when it comes.');
    return accept({
      type: 'MissionAsked',
      data: { requestId: context.idFor('mission question'), of, mission, groups },
    });
  },

  RecordMissionInterview: ({ requestId, place, heldOn, occurredAt }, file, context) => {
    const request = askedByHand(file, requestId, context);
    if (!request) return noneByHand();
    if (heldOn > today(context)) return refuse('impossible_date', 'The interview lies in the future.');
    return accept<NewCaseEvent>(
      {
        type: 'ConsularInterviewHeld',
        data: { requestId, by: request.with, place, heldOn },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(contactBarred(file, request.with)
        ? [irregularity('interview_without_access_asked', requestId)]
        : []),
    );
  },

  RecordMissionAnswer: ({ requestId, authority, validUntil, ...finding }, file, context) => {
    const request = askedByHand(file, requestId, context);
    if (!request) return noneByHand();
    const decisionId = context.idFor('nationality decision');
    return accept<NewCaseEvent>(
      {
        type: 'NationalityResultLearned',
        data: {
          ...{ decisionId, requestId, from: request.with, authority, finding },
          ...(validUntil ? { validUntil } : usualValidity(context)),
        },
      },
      ...marked(request.with, { about: decisionId, authority }, file),
    );
  },

  RecordMissionDocument: ({ from, ...document }, file, context) => {
    const otherwise = isAskedByHand(from, file) ? undefined : notByHand(from, context);
    if (otherwise) return otherwise;
    const documentId = context.idFor('travel document');
    return accept<NewCaseEvent>(
      { type: 'TravelDocumentLearned', data: { documentId, from, ...document } },
      ...marked(from, { about: documentId }, file),
    );
  },

  RecordMissionStopped: ({ requestId, occurredAt }, file) => {
    const { mission, with: of, use } = nationalityRequest(file.nationality, requestId) ?? {};
    if (mission === undefined || of === undefined) return noneByHand();
    if (use === 'stopped') return refuse('already_exists', 'That mission was told so already.');
    return accept({
      type: 'MissionStopped',
      data: { requestId, of, mission },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  CheckOwnNationality: (_body, file, context) => {
    const { country: own } = context;
    const open = file.nationality.requests.some((request) => request.with === own && !request.answered);
    if (open) return refuse('already_exists', 'The authorities of this country look already.');
    const others = receivedRequests(file.nationality).filter((request) => request.with !== own);
    if (file.coordination.side !== 'receiving' || others.length > 0)
      return refuse('wrong_state', 'Only of a national to come home, of whom no other country asked.');
    if (contactBarred(file, own)) return notPossibleNow();
    const asked = { purpose: 'nationality_confirmation', country: own } as const;
    if (consentsInForce(file, asked, context.facts(own), today(context)).length === 0)
      return refuse(
        'consent_missing',
        'Ask the person first: no consent in force lets the authorities of this country look.',
      );
    const requestId = context.idFor('own nationality check');
    return accept<NewCaseEvent>(
      { type: 'NationalityCheckReceived', data: { requestId, from: own, messageId: requestId } },
      ...involveCheckers(
        { reason: 'nationality_check', about: requestId },
        file,
        context,
        file.coordination.foundIn ?? unknownState,
      ),
    );
  },
};
