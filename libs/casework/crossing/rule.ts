import { messages, type MessageKind } from '../records/catalogue.js';
import { consentsInForce, wasAsked } from '../consent/questions/in-force.js';
import { isUnbound } from '../coordination/questions/exclusions-abroad.js';
import { isExcluded } from '../coordination/state.js';
import { isForVitalInterest } from '../alerts/questions/vital-interest.js';
import type { ConsentPurpose } from '../words/purpose.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { contactBarred } from '../protection/questions/barred.js';
import { today } from '../words/today.js';
import { countingOn, heldBy, inForceOn, towards, type Clause, type Instrument } from '../words/instrument.js';
import { channelIn } from '../letters/questions/series.js';
import { holdsOn } from '../disclosure/questions/scope.js';
import { hasCrossed, releasedTo, type OwnMessage } from '../disclosure/state.js';
import { isWarning, restsOnConsent } from '../records/kinds.js';
import { standsIn, takenForm } from './taken.js';

/** The clause under which a message would go, and whose it is. */
export interface Under {
  readonly instrument: Instrument;
  readonly clause: Clause;
}

export interface Ground extends Under {
  /** Groups that clause and consents both name; all of the clause's for a stop message or a vital interest. */
  readonly groups: readonly FieldGroup[];
  readonly consents: readonly string[];
  /** The form of the payload that the node there takes. */
  readonly form: number;
}

export type DenialReason =
  | 'contact_barred'
  | 'excluded_party'
  | 'no_channel'
  | 'no_instrument'
  | 'no_clause'
  | 'kind_not_taken'
  | 'consent_missing';

/** Under which something has already gone or come between the two countries in this case. */
export const begunUnder = (file: CaseFile, { code, version }: Instrument, other: Country): boolean =>
  [
    ...releasedTo(file.disclosure, other),
    ...file.disclosure.theirs.filter(({ from, outcome }) => from === other && outcome === 'effective'),
  ].some((message) => message.instrument === code && message.instrumentVersion === version);

/** Whether a clause is the one that something was approved under; what finishes, stops or warns outlasts a change of its text. */
const isUnder = ({ instrument, clause }: Under, approved: OwnMessage, outlasts: boolean): boolean =>
  instrument.code === approved.instrument &&
  instrument.version === approved.instrumentVersion &&
  clause.id === approved.clause &&
  (outlasts || approved.instrumentHash === undefined || approved.instrumentHash === instrument.hash);

interface Asked {
  /** The message that was approved before, where its release is asked. */
  readonly approved?: OwnMessage | undefined;
  /** The purpose, where clauses for several name the kind. */
  readonly purpose?: ConsentPurpose | undefined;
  /** It answers a message of that country. */
  readonly answering?: boolean;
  /** What it carries, where that says on what it goes. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The clause of the latest usable instrument, which counts and is in force, or under which this finishes what was begun. What
 * stops something or warns is kept back because a text was replaced, suspended or ended only where nothing crossed yet. For a message that was approved before, its own clause or none. */
const clauseFor = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
  { approved, purpose }: Asked,
): DenialReason | Under => {
  const { finishes, stops, warns } = messages[kind];
  const day = today(context);
  const instruments = towards(context.instruments, to, day);
  const counting = new Set(countingOn(instruments, context.country, to, day));
  const begun = (instrument: Instrument): boolean =>
    heldBy(instrument, day) &&
    (stops || warns
      ? hasCrossed(file.disclosure, to)
      : finishes && (begunUnder(file, instrument, to) || approved?.instrument === instrument.code));
  const usable = instruments.filter(
    (instrument) =>
      instrument.parties.includes(context.country) &&
      instrument.parties.includes(to) &&
      ((counting.has(instrument) && inForceOn(instrument, day)) || begun(instrument)),
  );
  const isTaken = (instrument: Instrument): boolean => takenForm(kind, to, instrument, context) !== undefined;
  const found = usable
    .flatMap((instrument) => instrument.clauses.map((clause) => ({ instrument, clause })))
    .filter(
      ({ clause }) => clause.kind === kind && clause.from.includes(context.country) && clause.to.includes(to),
    )
    .filter((under) => approved === undefined || isUnder(under, approved, finishes || stops || warns))
    .filter(({ clause }) => purpose === undefined || clause.purpose === purpose)
    .sort(
      (a, b) =>
        Number(isTaken(b.instrument)) - Number(isTaken(a.instrument)) ||
        Number(counting.has(b.instrument)) - Number(counting.has(a.instrument)) ||
        Number(a.instrument.from < b.instrument.from) - Number(a.instrument.from > b.instrument.from),
    );
  return found[0] ?? (usable.length === 0 || approved ? 'no_instrument' : 'no_clause');
};

/** The clause that a message is judged by, whatever else bars it; undefined where none names it. */
export const judgedUnder = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
  asked: Pick<Asked, 'approved' | 'purpose'> = {},
): Under | undefined => {
  const found = clauseFor(kind, to, file, context, asked);
  return typeof found === 'string' ? undefined : found;
};

/** The clause that a denial names: the one it was judged by, else that of the latest text that once bound the two and names the kind. */
export const deniedUnder = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
  purpose: ConsentPurpose | undefined,
): Under | undefined =>
  judgedUnder(kind, to, file, context, { purpose }) ??
  context.instruments
    .filter(
      (instrument) =>
        heldBy(instrument, today(context)) &&
        instrument.parties.includes(context.country) &&
        instrument.parties.includes(to),
    )
    .toSorted((a, b) => Number(a.from < b.from) - Number(a.from > b.from))
    .flatMap((instrument) => instrument.clauses.map((clause) => ({ instrument, clause })))
    .find(
      ({ clause }) =>
        clause.kind === kind &&
        clause.from.includes(context.country) &&
        clause.to.includes(to) &&
        (purpose === undefined || clause.purpose === purpose),
    );

/**
 * Groups that the consent behind another country's own messages covers in the answers to them, under the same purpose:
 * only where that country began the case and the person was not asked here, for what she says here decides.
 */
const brought = (
  clause: Clause,
  to: Country,
  file: CaseFile,
  day: string,
): readonly FieldGroup[] | undefined => {
  const { purpose } = clause;
  if (!file.disclosure.begunBy.includes(to) || wasAsked(file, { purpose, country: to })) return undefined;
  const holds = file.disclosure.theirs.some(
    (message) =>
      message.from === to &&
      message.purpose === purpose &&
      message.outcome === 'effective' &&
      !message.stopped &&
      holdsOn(message, day) &&
      restsOnConsent(message.kind) &&
      !isWarning(message.kind),
  );
  if (!holds) return undefined;
  const withdrawn = file.disclosure.withdrawn
    .filter((held) => held.from === to && held.purpose === purpose)
    .flatMap(({ groups }) => groups);
  return clause.carries.filter((group) => !withdrawn.includes(group));
};

/**
 * Groups that the person's consents cover for a clause. One limited to an agency of the other country covers what goes
 * there only where that agency is its focal point, who reads every message first.
 */
const consented = (
  clause: Clause,
  to: Country,
  file: CaseFile,
  context: Context,
  ownAlone: boolean,
): Pick<Ground, 'groups' | 'consents'> | undefined => {
  const facts = context.facts(context.country);
  const own = consentsInForce(file, { purpose: clause.purpose, country: to }, facts, today(context)).filter(
    ({ recipient: { agency } }) => agency === undefined || agency === context.facts(to).focalPoint,
  );
  if (own.length > 0) {
    const named = new Set<FieldGroup>(['reference', ...own.flatMap(({ groups }) => groups)]);
    return {
      groups: clause.carries.filter((group) => named.has(group)),
      consents: own.map(({ consentId }) => consentId),
    };
  }
  const groups = ownAlone ? undefined : brought(clause, to, file, today(context));
  return groups && { groups, consents: [] };
};

/** On what a message goes that is no stop: consents, or what takes their place for its kind. */
const coveredBy = (
  kind: MessageKind,
  { clause }: Under,
  to: Country,
  file: CaseFile,
  context: Context,
  { approved, answering = approved?.answers !== undefined, payload = approved?.payload }: Asked,
): Pick<Ground, 'groups' | 'consents'> | DenialReason => {
  const { acknowledges, warns } = messages[kind];
  if (acknowledges && answering) return { groups: ['reference'], consents: [] };
  const covered = consented(clause, to, file, context, warns);
  if (covered) return covered;
  if (!warns || !isForVitalInterest(kind, to, payload, file, context)) return 'consent_missing';
  return clause.vitalInterest ? { groups: clause.carries, consents: [] } : 'no_clause';
};

/**
 * Whether who is excluded from the case would send a message here or read it there: its focal point, or whoever that
 * country did not keep out when it was told.
 */
const involvesExcluded = (to: Country, file: CaseFile, { actor, facts, country }: Context): boolean => {
  const { coordination } = file;
  const focalPerson = coordination.partners.get(to)?.focalPerson;
  return (
    isUnbound(file, to) ||
    isExcluded(coordination, { country: to, agency: facts(to).focalPoint }) ||
    (focalPerson !== undefined && isExcluded(coordination, { country: to, officialId: focalPerson })) ||
    (actor.country === country && isExcluded(coordination, { agency: actor.agency, officialId: actor.id }))
  );
};

/** Whether something went to a country or came from it; for a new message also what may still go before it. */
const hasBegun = ({ disclosure }: CaseFile, to: Country, { approved, answering = false }: Asked): boolean =>
  answering ||
  (approved
    ? releasedTo(disclosure, to).length > 0 || disclosure.theirs.some(({ from }) => from === to)
    : hasCrossed(disclosure, to));

/** Whether a message that was approved says nothing that a form of its payload does not have. */
const fitsIn = (kind: MessageKind, form: number, approved: OwnMessage | undefined): boolean =>
  Object.keys(approved?.payload ?? {}).every((field) => standsIn(messages[kind], field, form));

/**
 * What may go: nothing unless the person fears nobody there, nobody excluded would read it, something carries it, an instrument in force has a
 * clause for this kind in this direction, the node there takes it, and a consent names the purpose, the recipient and the groups (design section
 * 4.6); of a warning also a vital interest that two persons signed, where its clause says so. A stop message needs none of bar, exclusion and consent asked once something went or came; before, it is a
 * message like any other. A message that was approved is asked about again under its own clause.
 */
export const groundFor = (
  kind: MessageKind,
  to: Country,
  file: CaseFile,
  context: Context,
  asked: Asked = {},
): DenialReason | Ground => {
  const stopping = messages[kind].stops && hasBegun(file, to, asked);
  if (!stopping && contactBarred(file, to)) return 'contact_barred';
  if (!stopping && involvesExcluded(to, file, context)) return 'excluded_party';
  if (!stopping && channelIn(to, file, context) === 'none') return 'no_channel';
  const found = clauseFor(kind, to, file, context, asked);
  if (typeof found === 'string') return found;
  const form = takenForm(kind, to, found.instrument, context);
  if (form === undefined || !fitsIn(kind, form, asked.approved)) return 'kind_not_taken';
  if (stopping) return { ...found, form, groups: found.clause.carries, consents: [] };
  const covered = coveredBy(kind, found, to, file, context, asked);
  return typeof covered === 'string' ? covered : { ...found, form, ...covered };
};
