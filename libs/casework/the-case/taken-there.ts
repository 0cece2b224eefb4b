import {
  caseCommands,
  isMessageKind,
  messages,
  type CommandType,
  type NewCaseEvent,
} from '../records/catalogue.js';
import { asksForWork } from '../records/kinds.js';
import { isOpening } from '../crossing/admission.js';
import type { CaseFile } from '../records/file.js';
import type { Country } from '../words/country.js';
import { basisKept } from '../crossing/withheld.js';
import { bar, type Decision, type Refusal } from '../words/decision.js';

type Approved = Extract<NewCaseEvent, { readonly type: 'MessageApproved' }>['data'];

/** Whether a country knows of the person, or will before what is sent to it now: linked with us, heard by us, or told. */
const isIntroducedTo = (country: Country, { coordination, disclosure }: CaseFile): boolean =>
  coordination.partners.has(country) ||
  disclosure.theirs.some(({ from, outcome }) => from === country && outcome === 'effective') ||
  disclosure.own.some(
    ({ kind, to, status, receipt }) =>
      to === country && isOpening(kind) && status !== 'withheld' && receipt !== 'refused',
  );

/** Whether a country stopped all contact, and spoke of nothing since. */
const hasStoppedContact = (country: Country, { conversation }: CaseFile): boolean =>
  (conversation.silences ?? []).some(
    (silence) => silence.country === country && silence.by === 'them' && silence.because === 'stopped',
  );

type NotTaken = 'not_notified' | 'contact_stopped_there';

/**
 * Why the other country would refuse a message, as far as our file says. What stops something is told whatever went before.
 * A case that is closed there is no reason: it may have been opened again a moment ago, and a question is how it is asked.
 */
const whyNotTaken = ({ kind, to }: Approved, file: CaseFile): NotTaken | undefined => {
  if (!isMessageKind(kind) || messages[kind].stops) return undefined;
  if (!isOpening(kind) && !isIntroducedTo(to, file)) return 'not_notified';
  if (!asksForWork(kind)) return undefined;
  return hasStoppedContact(to, file) ? 'contact_stopped_there' : undefined;
};

const refusalOf = (why: NotTaken): Refusal => {
  switch (why) {
    case 'not_notified':
      return {
        code: 'wrong_state',
        dataClass: 'P1',
        sentence: 'That country does not know of this person yet. Notify it of the case first.',
      };
    case 'contact_stopped_there':
      return bar;
  }
};

/**
 * What the other country would refuse by what both of us know is refused here, where it can still be put right. A fact is
 * recorded, and its message is not sent.
 */
export const withWhatIsTakenThere = (
  decision: Decision<NewCaseEvent>,
  { type }: { readonly type: CommandType },
  file: CaseFile,
): Decision<NewCaseEvent> => {
  if (decision.refusal) return decision;
  const reasons = new Map<NewCaseEvent, { readonly why: NotTaken; readonly denial: NewCaseEvent }>(
    decision.events.flatMap((event) => {
      const why = event.type === 'MessageApproved' ? whyNotTaken(event.data, file) : undefined;
      if (event.type !== 'MessageApproved' || why === undefined) return [];
      const { kind, to } = event.data;
      const data = { kind, to, reason: why, ...basisKept(event.data) };
      const denial: NewCaseEvent = { type: 'DisclosureDenied', data };
      return [[event, { why, denial }] as const];
    }),
  );
  const first = [...reasons.values()][0];
  if (!first) return decision;
  if (caseCommands[type].kind === 'fact')
    return { ...decision, events: decision.events.map((event) => reasons.get(event)?.denial ?? event) };
  return { events: [...reasons.values()].map(({ denial }) => denial), refusal: refusalOf(first.why) };
};
