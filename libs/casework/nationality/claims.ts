import type { NewCaseEvent, PayloadOf } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import { currentIdentity, relativesToName } from '../identity/current.js';
import { learnedClaims } from '../identity/learned.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { sameValue } from '../same-name.js';
import { askableFields, type AskableField, type SentRelative } from './values.js';

type SentClaims = Omit<PayloadOf<'AdditionalInformationProvided'>, 'requestId'>;

/** The claims of a file as they stand now, in the form in which a registry is given them; what is unknown is absent. */
export const claimsToSend = (file: CaseFile, context: Context): SentClaims => {
  const { names, birthDate, origin, documents } = currentIdentity(file, context);
  const relatives = relativesToName(file.identity)
    .filter(({ name, details }) => name !== undefined || details !== undefined)
    .map(({ relation, name, details }) => ({ relation, name, details }));
  return {
    ...(names.length ? { names } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(origin ? { origin } : {}),
    ...(documents.length ? { documents } : {}),
    ...(relatives.length ? { relatives } : {}),
  };
};

/** Only the kinds of claims that were asked for. */
export const onlyAsked = (claims: SentClaims, asked: readonly AskableField[]): SentClaims =>
  Object.fromEntries(
    askableFields.filter((field) => asked.includes(field)).map((field) => [field, claims[field]]),
  );

/** What a partner's message claims beyond what the file holds, as claims of this file with the partner as source. */
export const claimsLearned = (
  { relatives, ...claims }: SentClaims,
  from: Country,
  file: CaseFile,
  context: Context,
): NewCaseEvent[] => [
  ...learnedClaims(claims, from, context, file.identity),
  ...relativesLearned(relatives ?? [], file, context),
];

/** Relatives named by a partner that the file does not hold under the same relation and name. */
const relativesLearned = (
  relatives: readonly SentRelative[],
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  relatives
    .filter(
      ({ relation, name, details }) =>
        !file.identity.relatives.some(
          (held) =>
            held.relation === relation && sameValue(held.name, name) && sameValue(held.details, details),
        ),
    )
    .map((relative, index) => ({
      type: 'RelativeRecorded',
      data: { ...relative, relativeId: context.idFor(`relative ${index}`), source: 'partner_state' },
    }));
