import type { MessageKind, PayloadOf } from '../records/catalogue.js';
import { disclose, type Disclosure, type MessageDraft } from '../crossing/disclose.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { There } from './lands.js';

/** Asks for a message to another country as nobody could write it: any kind, any payload, complete or not. */
export const discloseDraft = (
  file: CaseFile,
  context: Context,
  kind: MessageKind,
  payload: Readonly<Record<string, unknown>>,
  to: Country = There,
): Disclosure => {
  const draft: MessageDraft<MessageKind> = { kind, to, payload: payload as PayloadOf<MessageKind> };
  return disclose(file, context, draft);
};
