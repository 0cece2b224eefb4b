import { ageOn } from '../calendar.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { nameKeys } from '../same-name.js';
import { today } from '../today.js';
import { ofAge } from './age.js';
import { isChild } from './childhood.js';
import type { BirthDate, confidences, DocumentClaim, Name, Place, PhotographValue } from './values.js';
import type { Claim, IdentityState } from './state.js';

const weight: Record<(typeof confidences)[number], number> = { low: 0, medium: 1, high: 2 };

/** Values of the claims that stand and can be read: surest first, of equally sure ones the latest first. */
const standing = <V>(claims: readonly Claim<V>[]): V[] =>
  claims
    .filter(({ corrected }) => corrected === undefined)
    .toReversed()
    .toSorted((a, b) => weight[b.confidence] - weight[a.confidence])
    .flatMap(({ value }) => (value === undefined ? [] : [value]));

/** Every name that stands, the surest first. */
export const bestNames = (state: IdentityState): Name[] => standing(state.names);

export interface CurrentIdentity {
  readonly names: Name[];
  readonly birthDate?: BirthDate | undefined;
  readonly origin?: Place | undefined;
  readonly documents: DocumentClaim[];
}

/**
 * The surest birth date of those that agree with the one answer to how old the person is: no message may make an adult
 * of whom this country treats as a child.
 */
const agreedBirthDate = (file: CaseFile, context: Context): BirthDate | undefined => {
  const day = today(context);
  const child = isChild(file, context.facts(context.country), day);
  return standing(file.identity.birthDates).find(({ value }) => ageOn(value, day) < ofAge === child);
};

/** What the claims that stand say now, in the form in which messages carry it. */
export const currentIdentity = (file: CaseFile, context: Context): CurrentIdentity => ({
  names: bestNames(file.identity),
  birthDate: agreedBirthDate(file, context),
  origin: standing(file.identity.origins)[0],
  documents: standing(file.identity.documents),
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
    ({ caseId, name }) =>
      caseId === undefined && !(name !== undefined && nameKeys(name).some((key) => own.has(key))),
  );
};

export interface KnownRelative {
  readonly relation: string;
  readonly names: string[];
  readonly contact?: string | undefined;
}

/** Relatives whose name is known, as registries and tracing offices need them. */
export const knownRelatives = (state: IdentityState): KnownRelative[] =>
  relativesToName(state).flatMap(({ relation, name, details }) =>
    name
      ? [
          {
            relation,
            names: [name.text, ...(name.romanisation ? [name.romanisation] : [])],
            ...(details?.phone ? { contact: details.phone } : {}),
          },
        ]
      : [],
  );

export interface IdentityBlock extends CurrentIdentity {
  readonly relatives: KnownRelative[];
  readonly photograph?: PhotographValue | undefined;
}

/** The identity and family blocks of a case form (domain.md 3.1, no. 3). */
export const identityBlock = (file: CaseFile, context: Context): IdentityBlock => ({
  ...currentIdentity(file, context),
  relatives: knownRelatives(file.identity),
  photograph: file.identity.photographs.at(-1)?.value,
});

/** Countries whose nationality is claimed by someone, the surest first; `ZZ` for none. */
export const claimedNationalities = (state: IdentityState): string[] => [
  ...new Set(standing(state.nationalities).map(({ country }) => country)),
];
