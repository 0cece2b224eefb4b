import { isMessageKind, messages, type MessageKind } from '../catalogue.js';
import { dayIn } from '../calendar.js';
import { consentsInForce } from '../consent/state.js';
import type { FieldGroup } from '../dictionary.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { contactBarred } from '../protection/state.js';
import { inForceOn, type Clause, type Instrument } from './instrument.js';
import { releasedTo } from './state.js';

export interface Ground {
  readonly instrument: Instrument;
  readonly clause: Clause;
  /** Groups that clause and consents both name; all of the clause's for a stop message. */
  readonly groups: readonly FieldGroup[];
  readonly consents: readonly string[];
}

export type DenialReason = 'contact_barred' | 'no_instrument' | 'no_clause' | 'consent_missing';

const today = (context: Context): string => dayIn(context.facts(context.country).timeZone, context.now);

/** Under which something has already gone or come between the two countries in this case. */
const begunUnder = (file: CaseFile, instrument: Instrument, other: Country): boolean =>
  [
    ...releasedTo(file.disclosure, other),
    ...file.disclosure.theirs.filter(({ from }) => from === other),
  ].some(
    (message) => message.instrument === instrument.code && message.instrumentVersion === instrument.version,
  );

const clauseFor = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
): DenialReason | Omit<Ground, 'groups' | 'consents'> => {
  const between = context.instruments.filter(
    ({ parties }) => parties.includes(context.country) && parties.includes(to),
  );
  const usable = between.filter(
    (instrument) =>
      inForceOn(instrument, today(context)) || (messages[kind].finishes && begunUnder(file, instrument, to)),
  );
  if (usable.length === 0) return 'no_instrument';
  const found = usable
    .flatMap((instrument) => instrument.clauses.map((clause) => ({ instrument, clause })))
    .filter(
      ({ clause }) => clause.kind === kind && clause.from.includes(context.country) && clause.to.includes(to),
    )
    .sort((a, b) => (a.instrument.from < b.instrument.from ? 1 : -1));
  return found[0] ?? 'no_clause';
};

/**
 * Groups that the person's consents cover for a clause. A consent that the other country obtained and that its own
 * message brought covers the answers to it, under the same purpose, as far as the clause goes.
 */
const consented = (
  clause: Clause,
  to: Country,
  file: CaseFile,
  context: Context,
): Pick<Ground, 'groups' | 'consents'> | undefined => {
  const own = consentsInForce(file.consent, { purpose: clause.purpose, country: to }, today(context));
  const brought = file.disclosure.theirs.some(
    (message) =>
      message.from === to &&
      message.purpose === clause.purpose &&
      message.outcome === 'effective' &&
      !message.stopped,
  );
  if (own.length === 0 && !brought) return undefined;
  const named = new Set<FieldGroup>(['reference', ...own.flatMap(({ groups }) => groups)]);
  return {
    groups: brought ? clause.carries : clause.carries.filter((group) => named.has(group)),
    consents: own.map(({ consentId }) => consentId),
  };
};

/**
 * What may go: nothing unless the person fears nobody there, an instrument in force has a clause for this kind in this
 * direction, and a consent names the purpose, the recipient and the groups (design section 4.6). A stop message needs
 * neither consent nor the absence of a bar, but only follows something that went or came before.
 */
export const groundFor = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
): DenialReason | Ground => {
  const { stops } = messages[kind];
  const begun =
    releasedTo(file.disclosure, to).length > 0 || file.disclosure.theirs.some(({ from }) => from === to);
  if (contactBarred(file, to) && !(stops && begun)) return 'contact_barred';
  const found = clauseFor(kind, to, file, context);
  if (typeof found === 'string') return found;
  if (stops) return { ...found, groups: found.clause.carries, consents: [] };
  const covered = consented(found.clause, to, file, context);
  return covered ? { ...found, ...covered } : 'consent_missing';
};

/** Whether a received kind with these groups is what its sender's clause allows, on the day it was sent. */
export const allowedInbound = (
  received: {
    readonly kind: string;
    readonly from: Country;
    readonly instrument: string;
    readonly instrumentVersion: string;
    readonly clause: string;
    readonly groups: readonly FieldGroup[];
    readonly sentAt: string;
  },
  file: CaseFile,
  context: Context,
): boolean => {
  if (!isMessageKind(received.kind)) return false;
  const instrument = context.instruments.find(
    ({ code, version }) => code === received.instrument && version === received.instrumentVersion,
  );
  const sentOn = dayIn(context.facts(context.country).timeZone, received.sentAt);
  if (
    !instrument ||
    !(
      inForceOn(instrument, sentOn) ||
      (messages[received.kind].finishes && begunUnder(file, instrument, received.from))
    )
  )
    return false;
  return instrument.clauses.some(
    (clause) =>
      clause.id === received.clause &&
      clause.kind === received.kind &&
      clause.from.includes(received.from) &&
      clause.to.includes(context.country) &&
      received.groups.every((group) => clause.carries.includes(group)),
  );
};
