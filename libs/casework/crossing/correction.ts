import { isMessageKind, messages } from '../records/catalogue.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Field } from '../words/field.js';
import type { CorrectableField } from '../words/correctable.js';
import { wasStopped } from '../disclosure/questions/overtaking.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { groundFor } from './rule.js';
import { releasedMessage, type DisclosureState, type OwnMessage } from '../disclosure/state.js';
import { tellsNow, type CorrectableFields } from './telling.js';
import { correctableOf } from '../records/kinds.js';

/** Field groups of some fields of a message kind. */
export const groupsOf = (kind: string, names: readonly string[]): readonly FieldGroup[] => {
  if (!isMessageKind(kind)) return [];
  const fields: Readonly<Record<string, Field>> = messages[kind].fields;
  return Object.entries(fields).flatMap(([name, { group }]) => (names.includes(name) ? [group] : []));
};

/** The message of ours that an id means: of a correction, the one that it corrects. */
export const correctedMessage = (state: DisclosureState, messageId: string): OwnMessage | undefined => {
  const message = releasedMessage(state, messageId);
  return message?.corrects ? releasedMessage(state, message.corrects.messageId) : message;
};

/** Fields of a message of ours that a correction may speak of: also what it left out, in the groups that it carried. */
export const mendable = ({ kind, groups }: OwnMessage): readonly CorrectableField[] =>
  correctableOf(kind).filter((field) => groupsOf(kind, [field]).every((group) => groups.includes(group)));

/** Whether a message of ours counts no more where it went: refused there, called back, or its use was stopped. */
export const isOutOfUse = (file: CaseFile, message: OwnMessage): boolean =>
  message.receipt === 'refused' || isRecalled(file, message) || wasStopped(message, file);

/**
 * Whether fields of an earlier message may be mended: it counts still, and what let it go would still let those fields go,
 * for its own purpose (domain.md 3.1, no. 26).
 */
export const mayMend = (
  message: OwnMessage,
  fields: readonly string[],
  file: CaseFile,
  context: Context,
): boolean => {
  if (!isMessageKind(message.kind) || isOutOfUse(file, message)) return false;
  const ground = groundFor(message.kind, message.to, file, context, { purpose: message.purpose });
  return (
    typeof ground !== 'string' &&
    groupsOf(message.kind, fields).every((group) => ground.groups.includes(group))
  );
};

/** The same of a correction that was approved. */
export const stillMends = (
  { payload, corrects, fields }: OwnMessage,
  file: CaseFile,
  context: Context,
): boolean => {
  const message = releasedMessage(file.disclosure, corrects?.messageId ?? String(payload?.['corrected']));
  return message !== undefined && mayMend(message, corrects?.fields ?? fields, file, context);
};

const isNothing = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** What stands now of some fields of a message, as its correction tells it. */
export const standsNow = (
  { kind, to }: OwnMessage,
  fields: readonly CorrectableField[],
  file: CaseFile,
  context: Context,
): { readonly none: CorrectableField[]; readonly values: CorrectableFields } => {
  const now = tellsNow(kind, to, file, context);
  const none = fields.filter((field) => isNothing(now[field]));
  return {
    none,
    values: Object.fromEntries(
      fields.flatMap((field) => (none.includes(field) ? [] : [[field, now[field]]])),
    ),
  };
};
