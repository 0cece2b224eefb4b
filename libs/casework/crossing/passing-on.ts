import { broughtBy, tellable, type WithSource } from '../identity/questions/tellable.js';
import type { IdentityState } from '../identity/state.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';

/** Entries of the file that a field of a message is made of. */
const entriesFor = (identity: IdentityState): Readonly<Record<string, readonly WithSource[]>> => ({
  names: identity.names,
  birthDate: identity.birthDates,
  origin: identity.origins,
  nationalities: identity.nationalities,
  documents: identity.documents,
  photograph: identity.photographs,
  relatives: identity.relatives,
});

/** Messages of further countries whose data the fields of a message to a country may carry on. */
export const carriedOn = (
  fields: readonly string[],
  to: Country,
  file: CaseFile,
  context: Context,
): readonly string[] => {
  const received = broughtBy(file);
  const entries = entriesFor(tellable(file, context, to));
  const messages = fields
    .flatMap((field) => (Object.hasOwn(entries, field) ? (entries[field] ?? []) : []))
    .flatMap(({ eventId }) => received.get(eventId) ?? [])
    .filter(({ from }) => from !== to);
  return [...new Set(messages.map(({ messageId }) => messageId))];
};
