import { dayIn } from '../../words/calendar.js';
import { runsTheCase } from '../../coordination/questions/owner.js';
import { dataSubjectsIn } from '../../records/data-subjects.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isOpen } from '../../conversation/question.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { Country } from '../../words/country.js';
import { accept, notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { erasureCommands } from '../commands.js';
import { disclosed, send } from '../../crossing/send.js';
import { stillStands } from '../../records/signatures.js';
import { answerDone, askElsewhere, askToErase, holdersOf, mayBeAskedAgain } from './elsewhere.js';
import { isHeld, type ErasureRequest } from '../state.js';

const todayIn = (context: Context): string => dayIn(context.facts(context.country).timeZone, context.now);

/** What stands against an erasure now, at the request and again at its confirmation. */
const against = (ground: ErasureRequest['ground'], file: CaseFile, context: Context) => {
  const today = todayIn(context);
  if (isHeld(file.erasure, today))
    return refuse('legal_hold', 'An authority holds the file as evidence; ask it to lift its hold.', 'P3');
  const { closed, retainUntil } = file.coordination;
  if (ground === 'retention' && !(closed && retainUntil !== undefined && retainUntil < today))
    return refuse('wrong_state', 'The time for which the data of this case are kept has not ended.');
  return undefined;
};

/** Whether an office runs the case now: the other office of two that sign. */
const runs = (agency: string, file: CaseFile, context: Context): boolean =>
  runsTheCase(file, { ...context, actor: { ...context.actor, agency } });

const wasToldNothing = () => refuse('unknown_reference', 'Nothing of this person was sent to that country.');

/** Whether an answer of a country to the last message 27 can still come. */
const isAsked = (country: Country, { conversation }: CaseFile): boolean =>
  conversation.questions.some(
    (asked) =>
      asked.by === 'us' && asked.country === country && asked.kind === 'ErasureRequested' && isOpen(asked),
  );

/**
 * What goes to other countries is approved before anything is destroyed: that they erase what they were sent, and that what
 * they asked for is done.
 */
const erase = (
  { requestId, ground }: ErasureRequest,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const elsewhere = askElsewhere(ground, file, context);
  const certificate = context.idFor('certificate');
  return accept<NewCaseEvent>(
    ...elsewhere.events,
    ...file.erasure.asked.map((ask) => answerDone(ask, { id: certificate, at: context.now }, file, context)),
    {
      type: 'PersonErased',
      data: {
        requestId,
        ground,
        subjects: [...dataSubjectsIn(file.history)],
        certificate,
        remains: [...elsewhere.remains],
      },
    },
  );
};

export const erasureDecisions: Decisions<typeof erasureCommands> = {
  RequestErasure: ({ ground }, file, context) => {
    if (!file.coordination.opened) return refuse('wrong_state', 'The case has not been opened.');
    if (
      file.erasure.requests.some(
        (request) => request.ground === ground && stillStands(request, file, context),
      )
    )
      return refuse('already_exists', 'An erasure on this ground waits for its second person.');
    return (
      against(ground, file, context) ??
      accept({ type: 'ErasureRequested', data: { requestId: context.idFor('erasure'), ground } })
    );
  },

  ConfirmErasure: ({ requestId }, file, context) => {
    const request = file.erasure.requests.find((held) => held.requestId === requestId);
    if (!request) return refuse('unknown_reference', 'This case holds no request of erasure with that id.');
    if (!stillStands(request, file, context))
      return refuse('wrong_state', 'The request counts no more. Ask for the erasure anew.');
    if (request.actor === context.actor.id || request.agency === context.actor.agency)
      return refuse('same_person', 'Another person of another agency must confirm an erasure.');
    if (!runsTheCase(file, context) && !runs(request.agency, file, context))
      return refuse('not_yours', 'The owner of the case must be one of the two who sign. Ask it to confirm.');
    return against(request.ground, file, context) ?? erase(request, file, context);
  },

  RefuseErasure: ({ to, ground, until }, file, context) => {
    const ask = file.erasure.asked.find(({ country }) => country === to);
    if (!ask)
      return refuse('unknown_reference', 'That country has not asked to erase anything of this case.');
    if (ground === 'legal_hold' && !isHeld(file.erasure, todayIn(context)))
      return refuse('wrong_state', 'No legal hold stands on this file. Record it first, or erase.');
    if (ground === 'in_care_here' && (ask.ground === 'person_request' || file.coordination.closed))
      return refuse(
        'wrong_state',
        'Care here keeps the file only while the case is open, and not against what the person asked for there: ask the person.',
      );
    if (until !== undefined && until < todayIn(context))
      return refuse('impossible_date', 'until lies in the past.');
    if (ask.declined === ground) return refuse('already_exists', 'That country was told so already.');
    const { messageId } = ask;
    const said = { ground, ...(until ? { until } : {}) };
    return send(
      file,
      context,
      { kind: 'ErasureRefused', to, payload: said, answers: messageId, key: ground },
      () => [{ type: 'ErasureDeclined', data: { messageId, country: to, ...said } }],
    );
  },

  AskForErasure: ({ of: country }, file, context) => {
    if (!file.erasure.erased)
      return refuse('wrong_state', 'Erase the person here first: every country that was told is asked then.');
    if (!holdersOf(file).includes(country)) return wasToldNothing();
    if (!mayBeAskedAgain(country, file)) return notPossibleNow();
    if (file.erasure.answers.some((given) => given.country === country && given.answer === 'done'))
      return refuse('already_exists', 'That country has answered that it erased the person.');
    if (isAsked(country, file))
      return refuse('already_exists', 'That country was asked and has not answered.');
    const { certificate } = file.erasure;
    return disclosed(askToErase(country, certificate?.ground ?? 'person_request', file, context));
  },

  RecordErasureAnswer: ({ from: country, occurredAt, ...said }, file) => {
    if (!file.erasure.erased)
      return refuse('wrong_state', 'The person was not erased here: nobody was asked about it.');
    if (!holdersOf(file).includes(country)) return wasToldNothing();
    return accept({ type: 'ErasureAnswered', data: { country, by: 'letter', ...said }, occurredAt });
  },

  PlaceLegalHold: ({ authority, until, occurredAt }, _file, context) => {
    if (until !== undefined && until < todayIn(context))
      return refuse('impossible_date', 'until lies in the past; such a hold has no effect.');
    return accept({
      type: 'LegalHoldPlaced',
      data: { holdId: context.idFor('hold'), authority, ...(until ? { until } : {}) },
      occurredAt,
    });
  },

  LiftLegalHold: ({ holdId, occurredAt }, file) =>
    file.erasure.holds.some((hold) => hold.holdId === holdId)
      ? accept({ type: 'LegalHoldLifted', data: { holdId }, occurredAt })
      : refuse('unknown_reference', 'This case holds no legal hold with that id.'),
};
