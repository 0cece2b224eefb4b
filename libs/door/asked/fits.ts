import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { z } from 'zod';
import { plainWords } from '../plain-words.js';

/** A parameter that has not the form that is asked for. */
class Misfit {
  constructor(
    private readonly form: z.ZodType,
    private readonly given: unknown,
  ) {}

  /** What is wrong with it, never the value. */
  reason(): string {
    const { error } = this.form.safeParse(this.given, { error: plainWords });
    return error?.issues[0]?.message ?? 'does not have the form that is taken here';
  }
}

const declared = new WeakMap<object, Map<string, z.ZodType>>();

/** A class of questions, by what its decorators say of its properties. */
interface Asking {
  readonly prototype: unknown;
}

/** The parameters of a class of questions with their forms, those of its base class first. */
export const formsOf = (asked: Asking): ReadonlyMap<string, z.ZodType> => {
  const forms: [string, z.ZodType][] = [];
  let at: unknown = asked.prototype;
  while (typeof at === 'object' && at !== null) {
    forms.unshift(...(declared.get(at) ?? []));
    at = Reflect.getPrototypeOf(at);
  }
  return new Map(forms);
};

/** The form of the whole, for OpenAPI. */
export const shapeOf = (asked: Asking): z.ZodObject => z.object(Object.fromEntries(formsOf(asked)));

/**
 * A property of a DTO that has one of the forms which fields of commands have too (casework's words): declared once, checked
 * by class-validator, made a value by class-transformer.
 */
export const Fits = (form: z.ZodType): PropertyDecorator => {
  const take = Transform(({ value }): unknown => {
    const parsed = form.safeParse(value);
    return parsed.success ? parsed.data : new Misfit(form, value);
  });
  const check = ValidateBy({
    name: 'fits',
    validator: {
      validate: (value) => !(value instanceof Misfit),
      defaultMessage: (about) => (about?.value instanceof Misfit ? about.value.reason() : ''),
    },
  });
  return (target, name) => {
    const forms = declared.get(target) ?? new Map<string, z.ZodType>();
    declared.set(target, forms.set(String(name), form));
    take(target, name);
    check(target, name);
  };
};
