import type { BodyOf, NewCaseEvent } from '../../records/catalogue.js';
import { isUntold } from '../../conversation/questions/awaited.js';
import { disclose } from '../../crossing/disclose.js';
import { recallKind } from '../../crossing/recall.js';
import { lastReceived } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Decisions } from '../../records/rules.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import { today } from '../../words/today.js';
import { lineToSend } from '../questions/line.js';
import type { transitCommands } from '../transit-commands.js';
import { isUnderWay, type RepatriationState } from '../state.js';
import { isAnswerTo, lastDayOf, transitOf, type Passage, type Transit } from '../transit.js';
import type { PassingLeg } from '../values.js';

/** The way through one state: the legs that run there, and where they come in and go out. */
const passageThrough = (
  { to, ...told }: BodyOf<'NotifyTransit'>,
  { repatriation: { legs = [], journeyId, proposal } }: CaseFile,
): Passage & { readonly legs?: PassingLeg[] } => {
  const there = legs
    .filter((leg) => leg.in === to)
    .map(({ from, to: end, mode }) => ({ from, to: end, mode }));
  const entry = told.entry ?? there[0]?.from;
  const exit = told.exit ?? there.at(-1)?.to;
  const journey = journeyId ?? proposal?.group ?? proposal?.proposalId;
  return {
    ...told,
    ...(entry ? { entry } : {}),
    ...(exit ? { exit } : {}),
    ...(there.length > 0 ? { legs: there } : {}),
    ...(journey ? { journey } : {}),
  };
};

/** Whether that state was asked the very same, and still has it to answer or has permitted it. */
const isAsked = (
  to: Country,
  payload: Readonly<Record<string, unknown>>,
  { repatriation, disclosure }: CaseFile,
): boolean => {
  const asked = transitOf(repatriation.transit, 'us', to);
  if (!asked || asked.standing === 'withdrawn' || asked.standing === 'refused') return false;
  const told = disclosure.own.find(({ messageId }) => messageId === asked.messageId)?.payload;
  return told !== undefined && isSame(told, payload);
};

const isSame = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());

/** What waits here for an answer, or has one; a refusal where none was asked, or nobody can pass any more. */
const requested = (
  { to, on }: { readonly to: Country; readonly on: string },
  { repatriation }: CaseFile,
  context: Context,
): Transit | Decision<never> => {
  const asked = transitOf(repatriation.transit, 'them', to);
  if (!asked || !isAnswerTo(asked, { on }))
    return refuse('unknown_reference', 'That country asked for no transit on that day.');
  if (asked.standing === 'withdrawn')
    return refuse('wrong_state', 'That country took its request back; nobody is to pass.');
  return lastDayOf(asked) < today(context)
    ? refuse('impossible_date', 'The day of the transit has passed.')
    : asked;
};

/** Whether an answer of ours to a request did not get there. */
const isUnheard = (
  kind: 'TransitPermitted' | 'TransitRefused',
  { country, answer }: Transit,
  file: CaseFile,
): boolean =>
  isUntold(
    file,
    (message) => message.kind === kind && message.to === country && message.messageId === answer,
  );

const answering = ({ country, messageId }: Transit, { disclosure }: CaseFile): string | undefined =>
  messageId ?? lastReceived(disclosure, 'TransitNotified', country)?.messageId;

/** Handed over to this side, and not at home yet: legs of its own may lead through another state. */
const isOnTheWayHome = ({ side, stage }: RepatriationState): boolean =>
  side === 'receiving' && stage === 'handed_over';

/** Asking a state on the way, and its answer (domain.md 3.1, no. 15; 3.4). */
export const transitDecisions: Decisions<typeof transitCommands> = {
  NotifyTransit: (body, file, context) => {
    const { to, on, until = on, contact } = body;
    const { partner } = file.repatriation;
    if (!partner || !(isUnderWay(file.repatriation) || isOnTheWayHome(file.repatriation)))
      return refuse('wrong_state', 'No return is under way that could cross another state.');
    if (on < today(context)) return refuse('impossible_date', 'on lies in the past.');
    if (until < on) return refuse('impossible_date', 'until lies before on.');
    if (contact && !context.facts(context.country).agencies.some(({ id }) => id === contact.office))
      return refuse('unknown_reference', 'contact names no office of this country.', 'P1', [
        { field: 'contact.office', reason: 'is the code of an own agency' },
      ]);
    const passage = passageThrough(body, file);
    const payload = { ...passage, ...lineToSend(file, context, { to, on: until }) };
    const sent = disclose(file, context, { kind: 'TransitNotified', to, payload });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    if (sent.event.type === 'MessageApproved' && isAsked(to, sent.event.data.payload ?? {}, file))
      return refuse('already_exists', 'That state was asked the same already.');
    const { messageId } = sent;
    const { contact: _contact, ...asked } = passage;
    return accept<NewCaseEvent>(
      {
        type: 'TransitAsked',
        data: { of: to, ...asked, messageId },
      },
      ...recallKind('TransitNotified', to, file, context),
      sent.event,
    );
  },

  PermitTransit: ({ to, on }, file, context) => {
    const asked = requested({ to, on }, file, context);
    if ('events' in asked) return asked;
    if (asked.standing === 'permitted' && !isUnheard('TransitPermitted', asked, file))
      return refuse('already_exists', 'The transit is permitted already.');
    const answers = answering(asked, file);
    const sent = disclose(file, context, { kind: 'TransitPermitted', to, payload: { on }, answers });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const { messageId } = sent;
    const data = { by: context.country, to, on, messageId, ...(answers ? { answers } : {}) };
    return accept({ type: 'TransitPermitted', data }, sent.event);
  },

  RefuseTransit: ({ to, on, reason }, file, context) => {
    const asked = requested({ to, on }, file, context);
    if ('events' in asked) return asked;
    if (asked.standing === 'refused' && !isUnheard('TransitRefused', asked, file))
      return refuse('already_exists', 'The transit is refused already.');
    const answers = answering(asked, file);
    const sent = disclose(file, context, { kind: 'TransitRefused', to, payload: { on, reason }, answers });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const { messageId } = sent;
    const data = { by: context.country, to, on, reason, messageId, ...(answers ? { answers } : {}) };
    return accept({ type: 'TransitRefused', data }, sent.event);
  },
};
