import type { PayloadOf } from '../../records/catalogue.js';
import { tellable } from '../../identity/questions/tellable.js';
import type { CaseFile } from '../../records/file.js';
import {
  bestNationalities,
  currentIdentity,
  currentPhotograph,
  relativesToName,
} from '../../identity/questions/current.js';
import type { IdentityState } from '../../identity/state.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { isState } from '../../words/states.js';
import { toTheVillage, parents } from '../../words/registry-needs.js';
import { askableFields, type AskableField } from '../values.js';

type SentClaims = Omit<PayloadOf<'AdditionalInformationProvided'>, 'requestId'>;
type FormClaims = Partial<Omit<PayloadOf<'CaseFormSent'>, 'formId'>>;

const familyOf = (
  file: Pick<CaseFile, 'age' | 'identity'>,
  known: IdentityState,
  context: Context,
): Pick<SentClaims, 'origin' | 'relatives'> => {
  const { origin } = currentIdentity(file, context, known);
  const relatives = relativesToName(known)
    .filter(({ name, details }) => name !== undefined || details !== undefined)
    .map(({ relation, name, details, source }) => ({
      relation,
      source,
      ...(name ? { name } : {}),
      ...(details ? { details } : {}),
    }));
  return { ...(origin ? { origin } : {}), ...(relatives.length ? { relatives } : {}) };
};

/** The place of origin and the relatives, as a search for the family needs them (domain.md 4.5: the family block). */
export const familyToSend = (
  file: Pick<CaseFile, 'age' | 'history' | 'identity'>,
  context: Context,
  to: Country,
) => familyOf(file, tellable(file, context, to), context);

/**
 * Identity and family blocks of a case form, the picture and the nationalities claimed (domain.md 3.1, no. 3); the own place
 * to the village (4.5). Who reads of it no more than what a registry is asked with is the reader's rule (ADR 21).
 */
export const formToSend = (
  file: Pick<CaseFile, 'age' | 'history' | 'identity'>,
  context: Context,
  to: Country,
): FormClaims => {
  const known = tellable(file, context, to);
  const { names, birthDate, documents } = currentIdentity(file, context, known);
  /** That no state holds the person to be its national, or none is known, is no state's to know (see the referral). */
  const nationalities = bestNationalities(known).filter(({ country }) => isState(country));
  const photograph = currentPhotograph(known);
  const { origin, relatives } = familyOf(file, known, context);
  return {
    ...(names.length ? { names } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(origin ? { origin: toTheVillage(origin) } : {}),
    ...(relatives ? { relatives } : {}),
    ...(documents.length ? { documents } : {}),
    ...(nationalities.length ? { nationalities } : {}),
    ...(photograph ? { photograph } : {}),
  };
};

/** Of a form as much as a registry is asked with: of the family the parents’ names alone (domain.md 4.5). */
export const claimsToSend = (
  file: Pick<CaseFile, 'age' | 'history' | 'identity'>,
  context: Context,
  to: Country,
): SentClaims => {
  const { nationalities: _nationalities, photograph: _photograph, ...claims } = formToSend(file, context, to);
  const { relatives = [], ...asked } = questionClaims(claims);
  return { ...asked, ...(relatives.length ? { relatives } : {}) };
};

/** Only the kinds of claims that were asked for. */
export const onlyAsked = (claims: SentClaims, asked: readonly AskableField[]): SentClaims =>
  Object.fromEntries(
    askableFields.filter((field) => asked.includes(field)).map((field) => [field, claims[field]]),
  );

/** The claims of a question about nationality: one of before may hold more than a registry needs. */
export const questionClaims = ({ origin, relatives, ...claims }: SentClaims): SentClaims => ({
  ...claims,
  ...(origin ? { origin: toTheVillage(origin) } : {}),
  ...(relatives ? { relatives: parents(relatives) } : {}),
});
