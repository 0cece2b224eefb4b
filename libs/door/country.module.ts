import { Module, type DynamicModule } from '@nestjs/common';
import type { CountryFacts } from '#casework';

/** Nest token of the own country's facts: its agencies, roles, shelters, channels, names and texts. */
export const FACTS = Symbol('facts of the own country');

/** Nest token of what this node knows of other countries. */
export const OTHER_FACTS = Symbol('facts of other countries');

/** What a country brings to its door. */
export interface CountryParts {
  readonly facts: CountryFacts;
  readonly others: readonly CountryFacts[];
}

/** Provides a country to every module of its api. Which one it is, is said here and nowhere else behind the door. */
@Module({})
export class CountryModule {
  static of({ facts, others }: CountryParts): DynamicModule {
    const providers = [
      { provide: FACTS, useValue: facts },
      { provide: OTHER_FACTS, useValue: others },
    ];
    return { module: CountryModule, global: true, providers, exports: [FACTS, OTHER_FACTS] };
  }
}
