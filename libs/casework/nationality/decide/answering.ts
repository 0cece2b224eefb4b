import { addDays } from '../../words/calendar.js';
import { due, dueTogether, type Due } from '../../words/reckoned.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { isExcluded } from '../../coordination/state.js';
import { isStopped, isUntold } from '../../conversation/questions/awaited.js';
import { disclose } from '../../crossing/disclose.js';
import type { CaseFile } from '../../records/file.js';
import { involve } from '../../coordination/offers/involving.js';
import type { Context } from '../../words/context.js';
import type { DeadlineKey } from '../../words/facts.js';
import type { NationalityStep } from '../../words/policy.js';
import { accept, notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { send } from '../../crossing/send.js';
import { today } from '../../words/today.js';
import { isTellingOf } from '../../words/told-again.js';
import type { nationalityCommands } from '../commands.js';
import type { missionCommands } from '../mission-commands.js';
import { lastWord, nationalAnswer } from '../questions/national-answer.js';
import { receivedRequests, type ReceivedRequest } from '../questions/received.js';
import { standingDecisions, type NationalityRequest } from '../state.js';
import { withNationalAnswer } from './telling.js';

const unknownRequest = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no request of another country with that id.');

const takenBack = (): Decision<never> =>
  refuse('wrong_state', 'The country that asked took its request back; wait until it asks again.');

/** The own check of this country: the person is in the care of its own offices. */
const ownQuestion = (): Decision<never> =>
  refuse('wrong_state', 'No other country asked this: record what is missing in the case.');

const received = (file: CaseFile, requestId: string): ReceivedRequest | undefined =>
  receivedRequests(file.nationality).find((request) => request.requestId === requestId);

/** How long a finding holds, by the practice of the country that makes it; the same for each, so that it tells nothing. */
const validity = (context: Context): Partial<Due<'validUntil'>> => {
  const facts = context.facts(context.country);
  const duration = facts.deadlines.nationality_result_valid;
  return duration ? due('validUntil', context.now, duration, facts) : {};
};

/** By when somebody here acts, where the practice of this country names the clock. */
const dueBy = <N extends string>(name: N, clock: DeadlineKey, context: Context): Partial<Due<N>> => {
  const facts = context.facts(context.country);
  const duration = facts.deadlines[clock];
  return duration ? due(name, context.now, duration, facts) : {};
};

/** By when who has the last word completes what another office found. */
const completeBy = (file: CaseFile, context: Context): Partial<Due<'completeBy'>> => {
  const last = lastWord(file, context.facts(context.country));
  return last === undefined || last === context.actor.agency
    ? {}
    : dueBy('completeBy', 'nationality_completion', context);
};

const missingStep: Readonly<Record<NationalityStep, string>> = {
  handed_on: 'Hand the check on first: a nationality is confirmed here with the office that looks it up.',
  consular_interview: 'Hold the consular interview first: a nationality is confirmed here after it.',
};

const isDone = (step: NationalityStep, request: NationalityRequest, file: CaseFile): boolean => {
  switch (step) {
    case 'handed_on':
      return request.forwardedTo.length > 0;
    case 'consular_interview':
      return file.nationality.interviews.some(({ requestId }) => requestId === request.requestId);
  }
};

/** What this country asks for before it confirms a nationality, and was not done. */
const stepMissing = (request: NationalityRequest, file: CaseFile, { policy }: Context) =>
  policy.stepsToConfirm.find((step) => !isDone(step, request, file));

type Answering = Omit<
  typeof nationalityCommands,
  | keyof typeof missionCommands
  | 'SendCaseForm'
  | 'RequestNationalityConfirmation'
  | 'ProvideAdditionalInformation'
  | 'ReferAsStateless'
>;

/** Steps of the country whose national the person may be. */
export const answeringDecisions: Decisions<Answering> = {
  AskAdditionalInformation: ({ requestId, fields }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (isStopped(file, request.messageId)) return takenBack();
    const { with: of } = request;
    if (of === context.country) return ownQuestion();
    return send(
      file,
      context,
      { kind: 'AdditionalInformationRequested', to: of, payload: { requestId, asked: fields } },
      ({ messageId }) => [{ type: 'AdditionalInformationAsked', data: { requestId, of, messageId, fields } }],
    );
  },

  RequestConsularAccess: (body, file, context) => {
    const request = received(file, body.requestId);
    if (!request) return unknownRequest();
    if (isStopped(file, request.messageId)) return takenBack();
    const by = context.country;
    if (request.with === by) return ownQuestion();
    return send(
      file,
      context,
      { kind: 'ConsularAccessRequested', to: request.with, payload: body },
      ({ messageId }) => [{ type: 'ConsularAccessAsked', data: { ...body, by, messageId } }],
    );
  },

  RecordConsularInterview: ({ requestId, place, heldOn, occurredAt }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (heldOn > today(context)) return refuse('impossible_date', 'The interview lies in the future.');
    const isOwn = request.with === context.country;
    const payload = { requestId, place, heldOn };
    const told = isOwn
      ? []
      : [disclose(file, context, { kind: 'ConsularInterviewHeld', to: request.with, payload }).event];
    const asked = isOwn || file.nationality.accessAsked.some((access) => access.requestId === requestId);
    return accept(
      {
        type: 'ConsularInterviewHeld',
        data: { requestId, by: context.country, place, heldOn },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(asked ? [] : [irregularity('interview_without_access_asked', requestId)]),
      ...told,
    );
  },

  ForwardNationalityCheck: ({ requestId, to }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (isStopped(file, request.messageId)) return takenBack();
    if (request.forwardedTo.includes(to))
      return refuse('already_exists', 'The check was handed on to that agency already.');
    return accept(
      {
        type: 'CheckForwarded',
        data: { requestId, to, ...dueBy('dueOn', 'nationality_local_check', context) },
      },
      ...involve(to, { reason: 'nationality_check', about: requestId }, file),
    );
  },

  DecideNationality: ({ requestId, send: sends, ...finding }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (isExcluded(file.coordination, { agency: context.actor.agency, officialId: context.actor.id }))
      return notPossibleNow();
    if (isStopped(file, request.messageId)) return takenBack();
    if (finding.result === 'not_confirmed' && !finding.because)
      return refuse(
        'reason_missing',
        'Say why the nationality is not confirmed: no record, mismatch, another nationality, stateless.',
      );
    const before = finding.result === 'confirmed' ? stepMissing(request, file, context) : undefined;
    if (before !== undefined) return refuse('condition_missing', missingStep[before]);
    const decisionId = context.idFor('nationality decision');
    const days = dueTogether(validity(context), completeBy(file, context));
    const decided: NewCaseEvent = {
      type: 'NationalityDecided',
      data: { decisionId, requestId, answered: true, finding, ...days },
    };
    return withNationalAnswer([decided], file, context, sends ? { to: request } : {});
  },

  ChooseNationalAnswer: ({ decisionId }, file, context) => {
    const last = lastWord(file, context.facts(context.country));
    if (last !== undefined)
      return refuse(
        'wrong_state',
        `The finding of ${last} is the answer of this country; nothing is left to choose.`,
      );
    const decision = standingDecisions(file.nationality, today(context)).find(
      (known) => known.decisionId === decisionId && known.country === context.country,
    );
    if (!decision)
      return refuse('unknown_reference', 'No finding of an authority of this country stands under that id.');
    if (file.nationality.chosen === decisionId)
      return refuse('already_exists', 'The country stands behind that finding already.');
    const chosen: NewCaseEvent = { type: 'NationalAnswerChosen', data: { decisionId } };
    const request = received(file, decision.requestId);
    const open = request && !isStopped(file, request.messageId) ? { to: request } : {};
    return withNationalAnswer([chosen], file, context, open);
  },

  WithdrawNationalityResult: ({ decisionId, because, occurredAt }, file, context) => {
    const decision = file.nationality.decisions.find(
      (known) => known.decisionId === decisionId && known.country === context.country,
    );
    if (!decision)
      return refuse('unknown_reference', 'No authority of this country made that finding in this case.');
    const untold = isUntold(
      file,
      ({ kind, payload }) =>
        kind === 'NationalityResultWithdrawn' && isTellingOf(decisionId, payload?.['decisionId']),
    );
    if (decision.withdrawn && !untold) return refuse('already_exists', 'The finding was withdrawn before.');
    const issued = file.nationality.documents.some(({ country }) => country === context.country);
    const taken: NewCaseEvent[] = [
      {
        type: 'NationalityResultWithdrawn',
        data: { decisionId, ...(because ? { because } : {}) },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(issued ? [irregularity('result_withdrawn_after_document', decisionId)] : []),
    ];
    return withNationalAnswer(taken, file, context, { withdrawn: decisionId });
  },

  IssueTravelDocument: ({ kind, paper, validUntil, to }, file, context) => {
    const offered = context.facts(context.country).travelDocuments.find(({ code }) => code === kind);
    if (!offered) return refuse('unknown_reference', 'This country issues no travel document of that kind.');
    const day = today(context);
    const answer = nationalAnswer(file, context.facts(context.country), day);
    if (answer?.finding?.result !== 'confirmed')
      return refuse(
        'wrong_state',
        'A travel document needs a confirmed nationality that no other authority denies.',
        'P2',
      );
    const last = addDays(day, offered.validDays);
    const until = validUntil ?? last;
    if (until < day || until > last)
      return refuse(
        'impossible_date',
        `A document of this kind issued today is valid until ${last} at most.`,
      );
    const document = { documentId: context.idFor('travel document'), kind, paper, validUntil: until };
    const issued: NewCaseEvent = { type: 'TravelDocumentIssued', data: document };
    const asker = to ?? file.nationality.requests.find(({ direction }) => direction === 'received')?.with;
    return asker && asker !== context.country
      ? send(file, context, { kind: 'TravelDocumentIssued', to: asker, payload: document }, () => [issued])
      : accept(issued);
  },
};
