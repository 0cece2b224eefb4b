import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { states, type State } from '../words/states.js';
import { bar, type Decision } from '../words/decision.js';
import type { Screening } from '../protection/state.js';
import type { RefusalCode } from '../words/refusal-codes.js';

const screenedFor = (about: State, at: string): Screening => ({
  about,
  inPrivate: true,
  result: 'no_fear',
  at,
});

/** The file as it is to who may not know of a fear, a stop of contact or a hold. */
export const withoutBars = (file: CaseFile, now: string): CaseFile => ({
  ...file,
  protection: {
    ...file.protection,
    screenings: Object.fromEntries(states.map((state) => [state, screenedFor(state, now)])),
  },
  contact: { ...file.contact, stopped: [], decided: [] },
  proceedings: { ...file.proceedings, holds: [] },
});

/** What is told of a message only once the consents behind it were read. */
export const restingOnConsent: readonly RefusalCode[] = [
  'consent_missing',
  'required_field_missing',
  'message_too_large',
];

/**
 * A bar never takes the place of a reason that everybody may know: what would be refused without it is refused in the
 * same words, or the difference would tell of it. What rests on consents is no such reason: a fear and a withdrawal end
 * them, each in its own way, and must sound alike.
 */
export const toldAsWithoutBar = (
  decision: Decision<NewCaseEvent>,
  unbarred: () => Decision<NewCaseEvent>,
): Decision<NewCaseEvent> => {
  if (decision.refusal !== bar) return decision;
  const { refusal } = unbarred();
  return refusal?.dataClass === 'P1' && !restingOnConsent.includes(refusal.code)
    ? { ...decision, refusal }
    : decision;
};
