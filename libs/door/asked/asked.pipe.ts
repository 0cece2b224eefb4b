import { ValidationPipe, type ArgumentMetadata, type Type } from '@nestjs/common';
import * as transformerPackage from 'class-transformer';
import * as validatorPackage from 'class-validator';
import type { z } from 'zod';
import type { Reason } from '../body.js';
import { problem } from '../problem.js';
import { formsOf } from './fits.js';

class Wrong extends Error {
  constructor(readonly reasons: readonly Reason[]) {
    super('invalid');
  }
}

const reasonsIn = (errors: readonly validatorPackage.ValidationError[]): readonly Reason[] =>
  errors.map(({ property, constraints = {} }) => ({
    field: property,
    reason: Object.values(constraints).join(', '),
  }));

/** At most so many wrong parameters are named. */
const mostNamed = 20;

/** Why a question cannot be answered as it is asked. */
export const unanswerable = (fields: readonly Reason[]): Error =>
  problem('invalid', `Mend ${fields.map(({ field }) => field).join(', ')} and ask again.`, { fields });

/**
 * The one parser of parameters: Nest's ValidationPipe for a class of questions. It answers with our problem, names every
 * parameter that is wrong, and takes none that the class does not have.
 */
export class AskedPipe extends ValidationPipe {
  private readonly names: readonly string[];
  /** What counts of each parameter where nothing is said; a problem of its form where something must be. */
  private readonly unsaid: ReadonlyMap<string, z.ZodSafeParseResult<unknown>>;

  constructor(asked: Type) {
    super({
      ...{ validatorPackage, transformerPackage, expectedType: asked },
      ...{ transform: true, stopAtFirstError: true, skipUndefinedProperties: true },
      validateCustomDecorators: true,
      exceptionFactory: (errors) => new Wrong(reasonsIn(errors)),
    });
    const forms = [...formsOf(asked)];
    this.names = forms.map(([name]) => name);
    this.unsaid = new Map(forms.map(([name, form]) => [name, form.safeParse(undefined)]));
  }

  override async transform(raw: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const given = new Map<string, unknown>(Object.entries({ ...(raw as object) }));
    // Looked for here: class-transformer passes over names that every object has (`constructor`, `toString`).
    const strange = [...given.keys()].filter((name) => !this.names.includes(name));
    const said = this.names.filter((name) => given.get(name) !== undefined);
    const named = Object.fromEntries(said.map((name) => [name, given.get(name)]));
    const place = ({ field }: Reason): number => this.names.indexOf(field);
    const wrong: Reason[] = [];
    const asked: unknown = await super.transform(named, metadata).catch((error: unknown) => {
      if (!(error instanceof Wrong)) throw error;
      wrong.push(...error.reasons);
    });
    const unsaid = [...this.unsaid].filter(([name]) => !said.includes(name));
    for (const [field, { success }] of unsaid) if (!success) wrong.push({ field, reason: 'is missing' });
    wrong.sort((a, b) => place(a) - place(b));
    wrong.push(...strange.map((name) => ({ field: name.slice(0, 60), reason: 'is not known here' })));
    if (wrong.length > 0) throw unanswerable(wrong.slice(0, mostNamed));
    return Object.assign(asked as object, Object.fromEntries(unsaid.map(([name, { data }]) => [name, data])));
  }
}
