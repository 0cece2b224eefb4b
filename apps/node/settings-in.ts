import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { readSettings } from './settings.js';

/** The variables of an environment. */
export type Variables = Readonly<Record<string, string | undefined>>;

type Form<S> = new () => S;

/** The settings that a class declares, those of its base class first. */
export const namesOf = (form: Form<object>): readonly string[] => {
  const declared = getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);
  const [inherited, own] = [true, false].map((fromBase) =>
    declared.filter(({ target }) => (target !== form) === fromBase),
  );
  return [...new Set([...(inherited ?? []), ...(own ?? [])].map(({ propertyName }) => propertyName))];
};

export interface FoundSettings<S> {
  /** To be used where nothing is wrong. */
  readonly set: S;
  /** The names of those that were given. */
  readonly given: ReadonlySet<string>;
  /** One sentence for each setting that is missing or of the wrong form, by its name. */
  readonly wrong: ReadonlyMap<string, string>;
}

/** The settings of a class out of an environment. Throws as `readSettings` does. */
export const settingsIn = <S extends object>(form: Form<S>, environment: Variables): FoundSettings<S> => {
  const names = namesOf(form);
  const found = readSettings(environment, names);
  const set = plainToInstance(form, found);
  const errors = validateSync(set, { stopAtFirstError: true });
  const sentences = errors.map(
    ({ property, constraints = {} }) =>
      [property, `Set ${property}: ${Object.values(constraints).join(', ')}.`] as const,
  );
  const inOrder = sentences.toSorted(([one], [other]) => names.indexOf(one) - names.indexOf(other));
  return { set, given: new Set(Object.keys(found)), wrong: new Map(inOrder) };
};
