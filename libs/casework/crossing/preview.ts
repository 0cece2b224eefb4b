import { messages, type MessageKind } from '../records/catalogue.js';
import { noticeToSend } from '../coordination/questions/notice.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { SealedClass } from '../words/data-class.js';
import { bar, type Refusal } from '../words/decision.js';
import type { Field } from '../words/field.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { MessageDefinition } from '../words/message.js';
import type { Instrument } from '../words/instrument.js';
import type { ConsentPurpose } from '../words/purpose.js';
import type { RefusalCode } from '../words/refusal-codes.js';
import { today } from '../words/today.js';
import { permittedFields, refusalOf } from './disclose.js';
import { groundFor, judgedUnder, type DenialReason, type Ground, type Under } from './rule.js';
import { tellsNow } from './telling.js';

/** What decides of a field: that its clause and a consent let it go, or what keeps it here. */
export type FieldDecision =
  | { readonly goes: true; readonly consents: readonly string[] }
  | {
      readonly goes: false;
      readonly because: 'outside_clause' | 'kind_not_taken' | 'outside_consent' | 'nothing_known';
    };

export type PreviewedField = {
  readonly name: string;
  readonly group: FieldGroup;
  readonly dataClass: 'P0' | 'P1' | SealedClass;
} & FieldDecision;

export interface PreviewedMessage extends Under {
  readonly kind: MessageKind;
  /** Why the message as a whole would not go. */
  readonly because?: 'kind_not_taken' | 'consent_missing' | 'required_field_missing' | 'message_too_large';
  readonly fields: readonly PreviewedField[];
  /** What it would carry of the person; day, place and references come with the step. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export type Preview =
  | { readonly refusal: Refusal }
  | { readonly refusal?: never; readonly messages: readonly PreviewedMessage[] };

/** Of which crossing a preview is asked. */
export interface Previewing {
  readonly to: Country;
  readonly purpose: ConsentPurpose;
}

type Told = Readonly<Record<string, unknown>>;

/** Kinds that tell of the person, each as its own step tells it now. */
const tells: Readonly<Partial<Record<MessageKind, (file: CaseFile, context: Context, to: Country) => Told>>> =
  {
    CaseNotified: (file, context, to) => noticeToSend(file, context, to),
    CaseFormSent: (file, context, to) => tellsNow('CaseFormSent', to, file, context),
    NationalityConfirmationRequested: (file, context, to) =>
      tellsNow('NationalityConfirmationRequested', to, file, context),
    FamilyTracingRequested: (file, context, to) => tellsNow('FamilyTracingRequested', to, file, context),
    TransitNotified: (file, context, to) => tellsNow('TransitNotified', to, file, context),
    DepartureNotified: (file, context, to) => tellsNow('DepartureNotified', to, file, context),
  };

const tellingKinds = Object.keys(tells) as MessageKind[];

const isKnown = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

const knownOf = (told: Told): Told =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => isKnown(value)));

/** Fields that say something of the person; the others come with the step, as the kind of place comes with a notice. */
const ofThePerson = (kind: MessageKind): readonly (readonly [string, Field])[] => {
  const { correctable, fields }: MessageDefinition = messages[kind];
  return Object.entries(fields).filter(
    ([name]) => name !== 'locationType' && correctable.some((field) => field === name),
  );
};

const consentsFor = (group: FieldGroup, ids: readonly string[], file: CaseFile): readonly string[] =>
  file.consent.consents
    .filter(({ consentId, groups }) => ids.includes(consentId) && groups.includes(group))
    .map(({ consentId }) => consentId);

const decisionOf = (
  name: string,
  { group }: Field,
  {
    told,
    clause,
    found,
    file,
  }: {
    readonly told: Told;
    readonly clause: Under['clause'];
    readonly found: Ground | DenialReason;
    readonly file: CaseFile;
  },
): FieldDecision => {
  const ground = typeof found === 'string' ? undefined : found;
  if (!clause.carries.includes(group)) return { goes: false, because: 'outside_clause' };
  if (found === 'kind_not_taken') return { goes: false, because: found };
  if (!ground?.groups.includes(group)) return { goes: false, because: 'outside_consent' };
  if (!isKnown(told[name])) return { goes: false, because: 'nothing_known' };
  return { goes: true, consents: consentsFor(group, ground.consents, file) };
};

/** Why a message would not go of which the clause and the consents let these fields go; undefined where it would. */
const whyNot = (
  kind: MessageKind,
  payload: Told,
  found: Ground | DenialReason,
  context: Context,
): PreviewedMessage['because'] => {
  if (typeof found === 'string') return found === 'kind_not_taken' ? found : 'consent_missing';
  const lacking = ofThePerson(kind).some(
    ([name, { schema }]) => payload[name] === undefined && !schema.safeParse(undefined).success,
  );
  if (lacking) return 'required_field_missing';
  return new TextEncoder().encode(JSON.stringify(payload)).length > context.largestPayload
    ? 'message_too_large'
    : undefined;
};

const previewed = (
  kind: MessageKind,
  under: Under,
  { to, purpose }: Previewing,
  file: CaseFile,
  context: Context,
): PreviewedMessage => {
  const told = knownOf(tells[kind]?.(file, context, to) ?? {});
  const found = groundFor(kind, to, file, context, { purpose, payload: told });
  const ground = typeof found === 'string' ? undefined : found;
  const payload: Told = ground ? Object.fromEntries(permittedFields(kind, told, ground)) : {};
  const because = whyNot(kind, payload, found, context);
  return {
    ...under,
    kind,
    ...(because ? { because } : {}),
    fields: ofThePerson(kind).map(([name, field]) => ({
      name,
      group: field.group,
      dataClass: field.dataClass,
      ...decisionOf(name, field, { told, clause: under.clause, found, file }),
    })),
    payload: because ? {} : payload,
  };
};

const refused = (code: RefusalCode, sentence: string): Preview => ({
  refusal: { code, dataClass: 'P1', sentence },
});

/**
 * What would go to a country for a purpose if it were decided now, field by field, and which clause or consent decides. Where
 * something bars the country it says so in the words of every bar, and no more; what everybody may know of the instruments
 * comes first, so that a bar does not show by its absence.
 */
export const preview = (asked: Previewing, file: CaseFile, context: Context): Preview => {
  const { to, purpose } = asked;
  if (file.erasure.erased) return refused('erased', 'The personal data of this file were erased.');
  if (file.coordination.closed) return refused('case_closed', 'The case is closed. Reopen it first.');
  const judged = tellingKinds.flatMap((kind) => {
    const under = judgedUnder(kind, to, file, context, { purpose });
    return under ? [{ kind, under }] : [];
  });
  const [first] = judged;
  if (!first) return { refusal: refusalOf('no_clause') };
  const ground = groundFor(first.kind, to, file, context, { purpose });
  if (ground === 'contact_barred' || ground === 'excluded_party') return { refusal: bar };
  if (ground === 'no_channel') return { refusal: refusalOf(ground) };
  return { messages: judged.map(({ kind, under }) => previewed(kind, under, asked, file, context)) };
};

/** The instruments as they would be if one of the two countries were in force from today, in place of others of its code. */
export const asIfInForce = (
  { instruments, ...context }: Context,
  to: Country,
  code: string,
  version: string,
): Context | undefined => {
  const from = today({ ...context, instruments });
  const draft = instruments.find(
    (each) =>
      each.code === code &&
      each.version === version &&
      each.parties.includes(context.country) &&
      each.parties.includes(to),
  );
  if (!draft) return undefined;
  const { until: _until, ...kept } = draft;
  const inForce: Instrument = { ...kept, status: 'in_force', from };
  return {
    ...context,
    instruments: [
      ...instruments.filter((each) => each.code !== code || (each.until !== undefined && each.until <= from)),
      inForce,
    ],
  };
};
