import { isMessageKind, messages } from '../catalogue.js';
import type { FieldGroup } from '../dictionary.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Field } from '../kernel/field.js';
import { isRecalled } from './recall.js';
import { groundFor } from './rule.js';
import { releasedMessage, type OwnMessage } from './state.js';

/** Field groups of some fields of a message kind. */
export const groupsOf = (kind: string, names: readonly string[]): readonly FieldGroup[] => {
  if (!isMessageKind(kind)) return [];
  const fields: Readonly<Record<string, Field>> = messages[kind].fields;
  return Object.entries(fields).flatMap(([name, { group }]) => (names.includes(name) ? [group] : []));
};

/**
 * Whether fields of an earlier message may be mended: it is not called back, and what let it go would still let those
 * fields go, for its own purpose (domain.md 3.1, no. 26).
 */
export const mayMend = (
  message: OwnMessage,
  fields: readonly string[],
  file: CaseFile,
  context: Context,
): boolean => {
  if (!isMessageKind(message.kind) || isRecalled(file, message)) return false;
  const ground = groundFor(message.kind, message.to, file, context);
  return (
    typeof ground !== 'string' &&
    groupsOf(message.kind, fields).every((group) => ground.groups.includes(group))
  );
};

/** The same of a correction that was approved. */
export const stillMends = ({ payload, fields }: OwnMessage, file: CaseFile, context: Context): boolean => {
  const message = releasedMessage(file.disclosure, String(payload?.['corrected']));
  return message !== undefined && mayMend(message, fields, file, context);
};
