import { caseCommands, isMessageKind, messages, type CommandType, type NewCaseEvent } from './catalogue.js';
import { isOpening } from './disclosure/inbound.js';
import type { CaseFile } from './file.js';
import type { Country } from './kernel/country.js';
import type { Decision } from './kernel/decision.js';

type Approved = Extract<NewCaseEvent, { readonly type: 'MessageApproved' }>['data'];

/** Whether a country knows of the person, or will before what is sent to it now: linked with us, heard by us, or told. */
const isIntroducedTo = (country: Country, { coordination, disclosure }: CaseFile): boolean =>
  coordination.partners.has(country) ||
  disclosure.theirs.some(({ from, outcome }) => from === country && outcome === 'effective') ||
  disclosure.own.some(
    ({ kind, to, status, receipt }) =>
      to === country && isOpening(kind) && status !== 'withheld' && receipt !== 'refused',
  );

/** What would come before the notice; a stop is told whatever went before it. */
const comesTooEarly = ({ kind, to }: Approved, file: CaseFile): boolean =>
  isMessageKind(kind) && !isOpening(kind) && !messages[kind].stops && !isIntroducedTo(to, file);

/**
 * The other country takes nothing of a person of whom it was not told: what it would refuse is refused here, where it can
 * still be put right. A fact is recorded, and its message is not sent.
 */
export const withIntroduction = (
  decision: Decision<NewCaseEvent>,
  { type }: { readonly type: CommandType },
  file: CaseFile,
): Decision<NewCaseEvent> => {
  if (decision.refusal) return decision;
  const denials = new Map<NewCaseEvent, NewCaseEvent>(
    decision.events.flatMap((event) => {
      if (event.type !== 'MessageApproved' || !comesTooEarly(event.data, file)) return [];
      const { kind, to } = event.data;
      const denial: NewCaseEvent = { type: 'DisclosureDenied', data: { kind, to, reason: 'not_notified' } };
      return [[event, denial] as const];
    }),
  );
  if (denials.size === 0) return decision;
  if (caseCommands[type].kind === 'fact')
    return { ...decision, events: decision.events.map((event) => denials.get(event) ?? event) };
  return {
    events: [...denials.values()],
    refusal: {
      code: 'wrong_state',
      dataClass: 'P1',
      sentence: 'That country does not know of this person yet. Notify it of the case first.',
    },
  };
};
