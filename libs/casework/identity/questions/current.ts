import { ageOn } from '../../words/calendar.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { nameKeys } from '../../words/same-name.js';
import { today } from '../../words/today.js';
import { ofAge } from '../../words/age-band.js';
import { isChild } from './childhood.js';
import type {
  BirthDate,
  confidences,
  DocumentClaim,
  Name,
  NationalityValue,
  PhotographValue,
  Place,
  SentValue,
} from '../../words/person.js';
import type { Claim, IdentityState } from '../state.js';

const weight: Record<(typeof confidences)[number], number> = { low: 0, medium: 1, high: 2 };

/** The claims that stand and can be read: surest first, of equally sure ones the latest first. */
const standing = <V>(claims: readonly Claim<V>[]): (Claim<V> & { readonly value: V })[] =>
  claims
    .filter(({ corrected }) => corrected === undefined)
    .toReversed()
    .toSorted((a, b) => weight[b.confidence] - weight[a.confidence])
    .flatMap((claim) => (claim.value === undefined ? [] : [{ ...claim, value: claim.value }]));

const valuesOf = <V>(claims: readonly Claim<V>[]): V[] => standing(claims).map(({ value }) => value);

/** A claim as a message carries it: with who said it and how sure that is held to be. */
const sent = <V extends object>({
  value,
  source,
  confidence,
}: Claim<V> & { readonly value: V }): SentValue<V> => ({ ...value, source, confidence });

/** Every name that stands, the surest first. */
export const bestNames = (state: IdentityState): Name[] => valuesOf(state.names);

export interface CurrentIdentity {
  readonly names: SentValue<Name>[];
  readonly birthDate?: SentValue<BirthDate> | undefined;
  readonly origin?: SentValue<Place> | undefined;
  readonly documents: SentValue<DocumentClaim>[];
}

/**
 * The surest birth date of those that agree with the one answer to how old the person is: no message may make an adult
 * of whom this country treats as a child.
 */
const agreedBirthDate = (
  file: Pick<CaseFile, 'age'>,
  { birthDates }: IdentityState,
  context: Context,
): SentValue<BirthDate> | undefined => {
  const day = today(context);
  const child = isChild(file, context.facts(context.country), day);
  return standing(birthDates)
    .filter(({ value }) => ageOn(value.value, day) < ofAge === child)
    .map(sent)[0];
};

/** What the claims that stand say now, in the form in which messages carry it; `known`, where not all of it may be told. */
export const currentIdentity = (
  file: Pick<CaseFile, 'age' | 'identity'>,
  context: Context,
  known: IdentityState = file.identity,
): CurrentIdentity => ({
  names: standing(known.names).map(sent),
  birthDate: agreedBirthDate(file, known, context),
  origin: standing(known.origins).map(sent)[0],
  documents: standing(known.documents).map(sent),
});

/** Every form of the names of the relatives who have a case here, also of those they are called by in other entries. */
const namesWithCases = (relatives: IdentityState['relatives']): ReadonlySet<string> => {
  const keys = new Set<string>();
  for (let before = -1; before < keys.size;) {
    before = keys.size;
    for (const { caseId, name } of relatives) {
      const forms = name ? nameKeys(name) : [];
      if (caseId !== undefined || forms.some((key) => keys.has(key))) forms.forEach((key) => keys.add(key));
    }
  }
  return keys;
};

/**
 * Relatives of whom a message of this case may speak. One who has a case here is left out, under every entry with the
 * same name, however it was spelled or in Latin letters: only the own consent and the own screening decide what is told
 * of her or him, and a link widens nothing.
 */
export const relativesToName = ({ relatives }: IdentityState): IdentityState['relatives'] => {
  const own = namesWithCases(relatives);
  return relatives.filter(
    ({ caseId, name, corrected }) =>
      corrected === undefined &&
      caseId === undefined &&
      !(name !== undefined && nameKeys(name).some((key) => own.has(key))),
  );
};

/** Where the picture is kept that was recorded last of those that stand. */
export const currentPhotograph = ({ photographs }: IdentityState): PhotographValue | undefined =>
  photographs.findLast(({ corrected, value }) => corrected === undefined && value !== undefined)?.value;

/** Nationalities that are claimed, the surest first. */
export const bestNationalities = (state: IdentityState): SentValue<NationalityValue>[] =>
  standing(state.nationalities).map(sent);

/** Countries whose nationality is claimed by someone, the surest first; `ZZ` for none. */
export const claimedNationalities = (state: IdentityState): string[] => [
  ...new Set(bestNationalities(state).map(({ country }) => country)),
];
