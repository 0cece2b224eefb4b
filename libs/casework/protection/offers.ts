import type { NewCaseEvent } from '../records/catalogue.js';
import { resumeContact, stopContact } from '../contact/offers.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { State } from '../words/states.js';
import { accept, type Decision } from '../words/decision.js';
import type { ProtectionResult } from './events.js';
import { screenedBy } from './state.js';
import { personAllows, refusesContact } from './questions/barred.js';

/** What the person said of one state, and how it was asked. */
export interface Answer {
  readonly about: State;
  readonly language: string;
  readonly inPrivate: boolean;
  readonly result: ProtectionResult;
  readonly occurredAt?: string | undefined;
}

/** What follows for contact with that state: a refusal stops it once, and its end lets it begin again. */
const consequences = (answer: Answer, file: CaseFile, context: Context): NewCaseEvent[] => {
  const { about } = answer;
  if (answer.result !== 'no_fear')
    return refusesContact(file, about) ? [] : stopContact(about, file, context);
  const after = { ...file, protection: screenedBy(file.protection, answer, context.now) };
  return personAllows(after, about) && !file.contact.decided.includes(about)
    ? resumeContact(about, file)
    : [];
};

/** A fear and a full withdrawal are one answer with one effect, told late or not (domain.md 2.1, 3.1 no. 24a). */
export const answered = (answer: Answer, file: CaseFile, context: Context): Decision<NewCaseEvent> => {
  const { about, language, inPrivate, result, occurredAt } = answer;
  return accept<NewCaseEvent>(
    {
      type: 'ProtectionScreened',
      data: { screeningId: context.idFor('screening'), about, language, inPrivate, result },
      ...(occurredAt ? { occurredAt } : {}),
    },
    ...(inPrivate ? [] : [irregularity('screening_not_in_private', about)]),
    ...consequences(answer, file, context),
  );
};
