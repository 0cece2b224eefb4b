import { messages, type MessageKind } from '../../records/catalogue.js';
import { consentsInForce, wasAsked } from '../../consent/questions/in-force.js';
import type { RefusedConsent } from '../../consent/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { State } from '../../words/states.js';
import { signedByTwo } from '../../records/signatures.js';
import { today } from '../../words/today.js';

/** The purpose of a consent to being warned of, and of the clauses that let a warning go. */
export const alertPurpose = 'safety';

/**
 * Whether what the person said of being warned of decides: she refused, withdrew, or consented. Not once a consent that
 * she never took back ran out, or counts no more for who gave it: then nobody knows what she would say.
 */
export const hasHerWord = (to: State, file: CaseFile, context: Context): boolean => {
  const asked = { purpose: alertPurpose, country: to } as const;
  if (!wasAsked(file, asked)) return false;
  if (consentsInForce(file, asked, context.facts(context.country), today(context)).length > 0) return true;
  const isAbout = ({ purpose, recipient }: RefusedConsent): boolean =>
    purpose === alertPurpose && recipient.country === to;
  const keptFromOne = file.consent.refusals.some(
    (refusal) => isAbout(refusal) && refusal.recipient.agency !== undefined,
  );
  const lapsed = file.consent.consents.some(
    (consent) => isAbout(consent) && consent.withdrawnAt === undefined,
  );
  return keptFromOne || !lapsed;
};

/**
 * Whether a warning goes for the life or freedom of a person who cannot be asked: it was decided so by two persons of two
 * agencies, of whom none was excluded since, and nothing that the person said stands against it.
 */
export const isForVitalInterest = (
  kind: MessageKind,
  to: State,
  payload: Readonly<Record<string, unknown>> | undefined,
  file: CaseFile,
  context: Context,
): boolean =>
  messages[kind].warns &&
  !hasHerWord(to, file, context) &&
  file.alerts.decided.some(
    (alert) =>
      alert.alertId === payload?.['alertId'] &&
      alert.to === to &&
      alert.on === 'vital_interest' &&
      signedByTwo(alert.signatures, file, context),
  );
