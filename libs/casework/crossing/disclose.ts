import { messages, type MessageKind, type NewCaseEvent, type PayloadOf } from '../records/catalogue.js';
import { due } from '../words/reckoned.js';
import type { ConsentPurpose } from '../words/purpose.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { isCountry, type Country } from '../words/country.js';
import { bar, type Refusal } from '../words/decision.js';
import type { Field } from '../words/field.js';
import { contactBarred } from '../protection/questions/barred.js';
import type { State } from '../words/states.js';
import { carriedOn } from './passing-on.js';
import { seenOf } from '../disclosure/questions/seen.js';
import { type Seen } from '../disclosure/values.js';
import { betweenNodes } from '../letters/questions/series.js';
import { lostAmong } from '../disclosure/questions/not-coming.js';
import { deniedUnder, groundFor, type DenialReason, type Ground, type Under } from './rule.js';
import { scopeOf } from '../disclosure/questions/scope.js';
import { standsIn } from './taken.js';

export interface MessageDraft<K extends MessageKind> {
  readonly kind: K;
  /** A country without a node is told by hand: nothing goes there. */
  readonly to: State;
  readonly payload: PayloadOf<K>;
  /** Id of their message that this answers. */
  readonly answers?: string | undefined;
  /** Ids of messages of ours that this takes back. */
  readonly stops?: readonly string[];
  /** Ids of the consents of whose end this tells, as far as something went there under them. */
  readonly withdrawn?: readonly string[];
  /** The purpose, where clauses for several name the kind. */
  readonly purpose?: ConsentPurpose;
  /** The message of ours that this corrects, and in which fields. */
  readonly corrects?: { readonly messageId: string; readonly fields: readonly string[] };
  /** Instant before which it does not go. */
  readonly notBefore?: string;
  /** Tells several messages of one kind apart that one command sends. */
  readonly key?: string;
}

export type Disclosure =
  | {
      readonly approved: true;
      readonly event: NewCaseEvent;
      readonly messageId: string;
      readonly fields: readonly string[];
    }
  | { readonly approved: false; readonly event: NewCaseEvent; readonly refusal: Refusal };

type Denial = DenialReason | 'required_field_missing' | 'message_too_large';

/** What is told of a denial. */
export const refusalOf = (reason: Denial): Refusal => {
  const told = (sentence: string): Refusal => ({
    code: reason === 'contact_barred' ? bar.code : reason,
    dataClass: 'P1',
    sentence,
  });
  switch (reason) {
    case 'contact_barred':
      return bar;
    case 'excluded_party':
      return {
        code: 'excluded_party',
        dataClass: 'P4',
        sentence:
          'The office or person who would send or read this is excluded from this case. Let another office send it, or ask that country for another focal person.',
      };
    case 'no_instrument':
      return told('No instrument in force lets this message go to that country.');
    case 'no_channel':
      return told(
        'Nothing carries messages from this node to that country. Deal with it by hand, or have the operator name its channel.',
      );
    case 'no_clause':
      return told('No clause of the instruments in force names this message.');
    case 'kind_not_taken':
      return told(
        'The node of that country does not take this kind of message under this instrument. It may after its next upgrade; until then tell its focal point by other means.',
      );
    case 'consent_missing':
      return told('Ask the person first: no consent in force covers this purpose and recipient.');
    case 'required_field_missing':
      return told(
        'A field that this message cannot do without is unknown, or no clause and consent cover it.',
      );
    case 'message_too_large':
      return told(
        'The message would hold more than can travel at once. Shorten the longest entries of the file that it carries, or take back those that the other country does not need, then send it again.',
      );
  }
};

/** By which words of which text a decision was made. */
const basisOf = ({ instrument, clause }: Under) => ({
  instrument: instrument.code,
  instrumentVersion: instrument.version,
  ...(instrument.hash === undefined ? {} : { instrumentHash: instrument.hash }),
  clause: clause.id,
});

/**
 * The recorded denial of a message, with what its sender is told. It names the clause that the message was judged by
 * whatever the reason, so that none shows through it; of a text that does not hold, that one.
 */
export const denied = (
  { kind, to, purpose }: Pick<MessageDraft<MessageKind>, 'kind' | 'to' | 'purpose'>,
  reason: Denial,
  file: CaseFile,
  context: Context,
): Disclosure => {
  const under = isCountry(to) ? deniedUnder(kind, to, file, context, purpose) : undefined;
  return {
    approved: false,
    event: { type: 'DisclosureDenied', data: { kind, to, reason, ...(under ? basisOf(under) : {}) } },
    refusal: refusalOf(reason),
  };
};

const fieldsOf = (kind: MessageKind): Readonly<Record<string, Field>> => messages[kind].fields;

export const sizeOf = (payload: unknown): number => new TextEncoder().encode(JSON.stringify(payload)).length;

/** Of a kind that a stop could cross: what was taken of the receiver's messages. */
const seenFor = (kind: MessageKind, to: Country, file: CaseFile): { readonly seen?: Seen } =>
  Object.hasOwn(messages[kind].fields, 'seen') ? { seen: seenOf(betweenNodes(file), to) } : {};

/** Of a kind that takes something back: which of it need not be waited for. */
const notComingFor = (
  kind: MessageKind,
  to: Country,
  stops: readonly string[],
  { disclosure }: CaseFile,
): { readonly notComing?: readonly number[] } => {
  const lost = Object.hasOwn(messages[kind].fields, 'notComing') ? lostAmong(stops, to, disclosure) : [];
  return lost.length > 0 ? { notComing: lost } : {};
};

/** Whether a field may go: its group is covered, and it is not vital (P4 needs four eyes and has no clause). */
export const mayCarry = ({ dataClass, group }: Field, { groups }: Pick<Ground, 'groups'>): boolean =>
  dataClass !== 'P4' && groups.includes(group);

/** The fields of a payload that may go, and that the form has which the node there takes. */
export const permittedFields = (
  kind: MessageKind,
  payload: Readonly<Record<string, unknown>>,
  ground: Ground,
): [string, unknown][] => {
  const fields = fieldsOf(kind);
  return Object.entries(payload).filter(([name, value]) => {
    const field = fields[name];
    return (
      value !== undefined &&
      field !== undefined &&
      mayCarry(field, ground) &&
      standsIn(messages[kind], name, ground.form)
    );
  });
};

/**
 * Asks the disclosure rule whether a message may go and with which fields, and answers with the event that records the
 * decision: `MessageApproved` with the finished payload sealed inside, or `DisclosureDenied`. Default: nothing goes. What is
 * too large to travel is refused here, where it can still be shortened.
 */
export const disclose = <K extends MessageKind>(
  file: CaseFile,
  context: Context,
  draft: MessageDraft<K>,
): Disclosure => {
  const { kind, to, payload, answers, notBefore, stops = [], purpose, corrects, key = '' } = draft;
  const { withdrawn = [] } = draft;
  const deny = (reason: Denial): Disclosure => denied(draft, reason, file, context);
  if (!isCountry(to)) return deny(contactBarred(file, to) ? 'contact_barred' : 'no_instrument');
  const ground = groundFor(kind, to, file, context, {
    purpose,
    answering: answers !== undefined,
    payload,
  });
  if (typeof ground === 'string') return deny(ground);
  const around = { ...seenFor(kind, to, file), ...notComingFor(kind, to, stops, file) };
  const permitted = permittedFields(kind, { ...payload, ...around }, ground);
  const finished = messages[kind].schema.safeParse(Object.fromEntries(permitted));
  if (!finished.success) return deny('required_field_missing');
  if (sizeOf(finished.data) > context.largestPayload) return deny('message_too_large');

  const messageId = context.idFor(`message ${kind} ${to} ${answers ?? ''} ${key}`);
  const { clause } = ground;
  const passesOn = carriedOn(Object.keys(payload), to, file, context);
  const fields = fieldsOf(kind);
  const groups = [...new Set(permitted.map(([name]) => fields[name]!.group))];
  const scope = scopeOf(
    file.consent.consents.filter(({ consentId }) => ground.consents.includes(consentId)),
    groups,
  );
  return {
    approved: true,
    messageId,
    fields: permitted.map(([name]) => name),
    event: {
      type: 'MessageApproved',
      data: {
        messageId,
        kind,
        to,
        ...basisOf(ground),
        purpose: clause.purpose,
        consents: [...ground.consents],
        groups,
        ...(scope ? { scope } : {}),
        fields: permitted.map(([name]) => name),
        ...(answers ? { answers } : {}),
        ...(clause.answerWithin
          ? due('answerDue', notBefore ?? context.now, clause.answerWithin, context.facts(to))
          : {}),
        ...(notBefore ? { notBefore } : {}),
        ...(stops.length > 0 ? { stops: [...stops] } : {}),
        ...(corrects ? { corrects: { ...corrects, fields: [...corrects.fields] } } : {}),
        ...(passesOn.length > 0 ? { passesOn: [...passesOn] } : {}),
        ...(withdrawn.length > 0 ? { withdrawn: [...withdrawn] } : {}),
        ...(messages[kind].outlives
          ? { references: Object.fromEntries(permitted) }
          : { payload: Object.fromEntries(permitted) }),
      },
    },
  };
};
