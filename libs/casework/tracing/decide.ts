import { due } from '../words/reckoned.js';
import { consentsInForce } from '../consent/questions/in-force.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { isExcluded } from '../coordination/state.js';
import { isAwaited, isStopped, isUnanswered } from '../conversation/questions/awaited.js';
import { takeBackEarlier } from '../crossing/take-back.js';
import type { CaseFile } from '../records/file.js';
import { involve } from '../coordination/offers/involving.js';
import type { Context } from '../words/context.js';
import { accept, notPossibleNow, refuse, type Decision } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { familyToSend } from '../nationality/questions/claims.js';
import { send } from '../crossing/send.js';
import { today } from '../words/today.js';
import type { tracingCommands } from './commands.js';
import { slotFor } from './questions/slot.js';
import { tracingRequest, type TracingRequest } from './state.js';
import { optionFor, type FamilyAnswer } from './values.js';

type Received = TracingRequest & { readonly householdId: string };

const received = (file: CaseFile, requestId: string): Received | undefined => {
  const request = tracingRequest(file.tracing, requestId);
  return request?.householdId === undefined ? undefined : { ...request, householdId: request.householdId };
};

const unknownRequest = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no tracing request of another country with that id.');

const concluded = (): Decision<never> => refuse('wrong_state', 'The tracing is concluded.');

const takenBack = (): Decision<never> =>
  refuse('wrong_state', 'The country that asked took its request back; the search stops.');

/** Concluded, and the answer is on its way or arrived: one that did not get there, or rests on what was wrong, is given again. */
const isConcluded = (file: CaseFile, request: TracingRequest): boolean =>
  request.concluded && request.corrected === undefined && !isUnanswered(file, request.messageId);

/** Whether the person agreed that the family is contacted: a consent here, or one that a partner's request brought. */
const agreedToContact = (file: CaseFile, context: Context): boolean =>
  file.consent.consents.some(
    ({ purpose, recipient: { country } }) =>
      purpose === 'family_tracing' &&
      consentsInForce(file, { purpose, country }, context.facts(context.country), today(context)).length > 0,
  ) ||
  file.disclosure.theirs.some(
    ({ kind, outcome, stopped }) => kind === 'FamilyTracingRequested' && outcome === 'effective' && !stopped,
  );

/** Whether an office that may take part is charged with a search: it is taken from it only for one that can do it. */
const isSearchedForByAnother = ({ office }: TracingRequest, { coordination }: CaseFile): boolean =>
  office !== undefined && !isExcluded(coordination, { agency: office });

export const tracingDecisions: Decisions<typeof tracingCommands> = {
  RequestFamilyTracing: ({ of, coverStory }, file, context) => {
    if (of === context.country) return refuse('wrong_state', 'The other country must not be your own.');
    const open = file.tracing.requests.some(
      ({ with: asked, direction, messageId }) =>
        asked === of && direction === 'asked' && isAwaited(file, messageId),
    );
    if (open) return refuse('already_exists', 'A tracing request to this country is open.');
    const { origin, relatives } = familyToSend(file, context, of);
    if (!origin || !relatives)
      return refuse('required_field_missing', 'Record the place of origin and at least one relative first.');
    const requestId = context.idFor('tracing request');
    return send(
      file,
      context,
      { kind: 'FamilyTracingRequested', to: of, payload: { requestId, origin, relatives, coverStory } },
      (sent) => [
        ...takeBackEarlier('FamilyTracingRequested', of, file, context),
        { type: 'FamilyTracingRequested', data: { requestId, of, coverStory, ...sent } },
      ],
    );
  },

  AssignTracing: ({ requestId, office }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (isStopped(file, request.messageId)) return takenBack();
    if (isConcluded(file, request)) return concluded();
    if (request.office === office) return refuse('already_exists', 'That office is charged with it already.');
    if (isSearchedForByAnother(request, file) && isExcluded(file.coordination, { agency: office }))
      return refuse('excluded_party', 'That office is excluded from this case; charge another.', 'P4');
    const facts = context.facts(context.country);
    const duration = facts.deadlines.tracing_visit;
    return accept(
      {
        type: 'TracingAssigned',
        data: { requestId, office, ...(duration ? due('visitDueOn', context.now, duration, facts) : {}) },
      },
      ...involve(office, { reason: 'family_tracing', about: requestId }, file),
    );
  },

  RecordTracingVisit: ({ requestId, visitedOn, result, occurredAt }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    if (visitedOn > today(context)) return refuse('impossible_date', 'The visit lies in the future.');
    const { householdId, visitDueOn, visits } = request;
    const late = visits === 0 && visitDueOn !== undefined && visitDueOn < visitedOn;
    return accept<NewCaseEvent>(
      {
        type: 'TracingVisitRecorded',
        data: { requestId, visitId: context.idFor('visit'), householdId, visitedOn, result },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(request.office === context.actor.agency
        ? []
        : [irregularity('visit_without_assignment', requestId)]),
      ...(late ? [irregularity('done_late', 'search_family')] : []),
      ...(request.concluded ? [irregularity('visit_after_conclusion', requestId)] : []),
      ...(agreedToContact(file, context)
        ? []
        : [irregularity('family_contacted_without_consent', requestId)]),
    );
  },

  ConcludeTracing: ({ requestId, outcome, conditions, reasons }, file, context) => {
    const request = received(file, requestId);
    if (!request) return unknownRequest();
    const { agency, id: officialId } = context.actor;
    if (isExcluded(file.coordination, { agency, officialId })) return notPossibleNow();
    if (isStopped(file, request.messageId)) return takenBack();
    if (isConcluded(file, request)) return concluded();
    if (request.office !== agency)
      return refuse('no_mandate', 'Another office is charged with this tracing, or none is yet.');
    if (request.visits === 0)
      return refuse('wrong_state', 'Record at least one visit first, also one that found nobody.');
    const option = optionFor(outcome);
    if (option === 'conditional' && conditions.length === 0)
      return refuse('condition_missing', 'A conditional option names what it needs.');
    const answer: FamilyAnswer = { option, conditions: option === 'conditional' ? conditions : [] };
    const facts = context.facts(context.country);
    const duration = facts.deadlines.family_result_valid;
    const waits = option === 'unavailable' ? { notBefore: slotFor(request, context) } : {};
    const held = duration ? due('validUntil', waits.notBefore ?? context.now, duration, facts) : undefined;
    const valid = held ? { validUntil: held.validUntil } : {};
    const { householdId } = request;
    return send(
      file,
      context,
      {
        kind: 'FamilyAssessmentSent',
        to: request.with,
        payload: { requestId, answer, ...valid },
        answers: request.messageId,
        ...waits,
      },
      () => [
        {
          type: 'TracingConcluded',
          data: { requestId, householdId, outcome, answer, ...(reasons ? { reasons } : {}), ...held },
        },
      ],
    );
  },

  RecordFamilyContact: ({ occurredAt, ...contact }, file, context) =>
    contact.contactedOn > today(context)
      ? refuse('impossible_date', 'The contact lies in the future.')
      : accept<NewCaseEvent>(
          {
            type: 'FamilyContactRecorded',
            data: { contactId: context.idFor('contact'), ...contact },
            ...(occurredAt ? { occurredAt } : {}),
          },
          ...(agreedToContact(file, context) ? [] : [irregularity('family_contacted_without_consent')]),
        ),

  PlanAlternativeCare: (arrangement, _file, context) =>
    accept({
      type: 'CareArrangementPlanned',
      data: { arrangementId: context.idFor('arrangement'), arrangement },
    }),
};
