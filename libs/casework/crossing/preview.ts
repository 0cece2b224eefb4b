import { messages, type MessageKind } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { SealedClass } from '../words/data-class.js';
import { bar, type Refusal } from '../words/decision.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { Field } from '../words/field.js';
import type { MessageDefinition } from '../words/message.js';
import type { ConsentPurpose } from '../words/purpose.js';
import type { RefusalCode } from '../words/refusal-codes.js';
import { mayCarry, refusalOf, sizeOf } from './disclose.js';
import { fromTheFile, type Telling } from './from-the-file.js';
import { groundFor, judgedUnder, type DenialReason, type Ground, type Under } from './rule.js';
import { standsIn } from './taken.js';

/** What decides of a field: that its clause and a consent let it go, or what keeps it here. */
export type FieldDecision =
  | {
      readonly goes: true;
      readonly consents: readonly string[];
      /** The file does not say it: whoever takes the step does. */
      readonly withTheStep?: true;
    }
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
  /** Why the message as a whole would not go, whatever its step says. */
  readonly because?: DenialReason | 'required_field_missing' | 'message_too_large';
  readonly fields: readonly PreviewedField[];
  /** What it would carry that the file says; the rest comes with the step. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export type Preview =
  | { readonly refusal: Refusal }
  | { readonly refusal?: never; readonly messages: readonly PreviewedMessage[] };

/** Of which crossing a preview is asked. */
export interface Previewing extends Telling {
  readonly purpose: ConsentPurpose;
}

type Told = Readonly<Record<string, unknown>>;

const definitionOf = (kind: MessageKind): MessageDefinition => messages[kind];

/** Kinds that tell of the person or the journey: all but those that stop something or hold references alone. */
const tellingKinds = (Object.keys(messages) as MessageKind[]).filter((kind) => {
  const { stops, fields } = definitionOf(kind);
  return !stops && Object.values(fields).some(({ group }) => group !== 'reference');
});

const isKnown = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

/** What the file says now in a message of a kind. */
const toldNow = (kind: MessageKind, file: CaseFile, context: Context, telling: Telling): Told =>
  Object.fromEntries(
    Object.entries(fromTheFile[kind].read(file, context, telling)).filter(([, value]) => isKnown(value)),
  );

const consentsFor = (group: FieldGroup, ids: readonly string[], file: CaseFile): readonly string[] =>
  file.consent.consents
    .filter(({ consentId, groups }) => ids.includes(consentId) && groups.includes(group))
    .map(({ consentId }) => consentId);

const isReadOff = (name: string, kind: MessageKind): boolean =>
  fromTheFile[kind].fields.some((field) => field === name);

interface Judged extends Under {
  readonly kind: MessageKind;
  readonly told: Told;
  readonly found: Ground | DenialReason;
  readonly file: CaseFile;
}

const decisionOf = (
  name: string,
  field: Field,
  { kind, told, clause, found, file }: Judged,
): FieldDecision => {
  if (!mayCarry(field, { groups: clause.carries })) return { goes: false, because: 'outside_clause' };
  if (found === 'kind_not_taken') return { goes: false, because: found };
  if (typeof found === 'string' || !mayCarry(field, found))
    return { goes: false, because: 'outside_consent' };
  if (!standsIn(messages[kind], name, found.form)) return { goes: false, because: 'kind_not_taken' };
  const goes = { goes: true, consents: consentsFor(field.group, found.consents, file) } as const;
  if (isKnown(told[name])) return goes;
  return isReadOff(name, kind) ? { goes: false, because: 'nothing_known' } : { ...goes, withTheStep: true };
};

const isRequired = (name: string, kind: MessageKind): boolean =>
  definitionOf(kind).fields[name]?.schema.safeParse(undefined).success === false;

/** Why a message would not go of which these fields go; undefined where its step can send it. */
const whyNot = (
  kind: MessageKind,
  fields: readonly PreviewedField[],
  payload: Told,
  { largestPayload }: Context,
): PreviewedMessage['because'] => {
  if (fields.some(({ name, goes }) => !goes && isRequired(name, kind))) return 'required_field_missing';
  return sizeOf(payload) > largestPayload ? 'message_too_large' : undefined;
};

const previewed = (
  kind: MessageKind,
  under: Under,
  { purpose, ...telling }: Previewing,
  file: CaseFile,
  context: Context,
): PreviewedMessage => {
  const told = toldNow(kind, file, context, telling);
  const found = groundFor(kind, telling.to, file, context, { purpose, payload: told });
  const fields = Object.entries(definitionOf(kind).fields).map(([name, field]) => ({
    ...{ name, group: field.group, dataClass: field.dataClass },
    ...decisionOf(name, field, { ...under, kind, told, found, file }),
  }));
  const going = new Set(fields.flatMap(({ name, goes }) => (goes ? [name] : [])));
  const payload = Object.fromEntries(Object.entries(told).filter(([name]) => going.has(name)));
  const because = typeof found === 'string' ? found : whyNot(kind, fields, payload, context);
  return { ...under, kind, ...(because ? { because } : {}), fields, payload: because ? {} : payload };
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
