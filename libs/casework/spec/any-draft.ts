import type { MessageKind, PayloadOf } from '../records/catalogue.js';
import { disclose, type Disclosure, type Draft } from '../crossing/disclose.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';

/** Asks for a message to Myanmar as nobody could write it: any kind, any payload, complete or not. */
export const discloseDraft = (
  file: CaseFile,
  context: Context,
  kind: MessageKind,
  payload: Readonly<Record<string, unknown>>,
): Disclosure => {
  const draft: Draft<MessageKind> = { kind, to: 'MM', payload: payload as PayloadOf<MessageKind> };
  return disclose(file, context, draft);
};
