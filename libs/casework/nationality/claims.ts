import type { NewCaseEvent, PayloadOf } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import { currentIdentity, relativesToName } from '../identity/current.js';
import { learnedClaims } from '../identity/learned.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { sameValue } from '../same-name.js';
import { toTheVillage, parents } from './registry-needs.js';
import { askableFields, type AskableField, type SentRelative } from './values.js';

type SentClaims = Omit<PayloadOf<'AdditionalInformationProvided'>, 'requestId'>;

/** The place of origin and the relatives, as a search for the family needs them (domain.md 4.5: the family block). */
export const familyToSend = (file: CaseFile, context: Context): Pick<SentClaims, 'origin' | 'relatives'> => {
  const { origin } = currentIdentity(file, context);
  const relatives = relativesToName(file.identity)
    .filter(({ name, details }) => name !== undefined || details !== undefined)
    .map(({ relation, name, details }) => ({ relation, name, details }));
  return { ...(origin ? { origin } : {}), ...(relatives.length ? { relatives } : {}) };
};

/** The claims of a file as they stand now, as far as a registry is given them; what is unknown is absent. */
export const claimsToSend = (file: CaseFile, context: Context): SentClaims => {
  const { names, birthDate, documents } = currentIdentity(file, context);
  const family = familyToSend(file, context);
  const origin = toTheVillage(family.origin);
  const relatives = parents(family.relatives ?? []);
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

/** The claims of a message about nationality: one of before may hold more than a registry needs. */
export const nationalityClaims = ({ origin, relatives, ...claims }: SentClaims): SentClaims => ({
  ...claims,
  ...(origin ? { origin: toTheVillage(origin) } : {}),
  ...(relatives ? { relatives: parents(relatives) } : {}),
});

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
