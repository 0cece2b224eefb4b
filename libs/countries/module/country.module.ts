import { Module, type DynamicModule, type ValueProvider } from '@nestjs/common';
import type { CountryFacts, Policy } from '#casework';
import type { CountryParts } from '../country-parts.js';
import { token, type Token } from './token.js';

/** The own country's facts: its agencies, roles, shelters, channels, languages, names. */
export const FACTS = token<CountryFacts>('facts of the own country');

/** What it decides by its own law and practice. */
export const POLICY = token<Policy>('policy of the own country');

export const OTHER_FACTS = token<CountryParts['others']>('facts of other countries');
export const INSTRUMENTS = token<CountryParts['instruments']>('instruments between countries');
export const NEIGHBOURS = token<CountryParts['neighbours']>('countries with which messages are exchanged');

const given = <T>(provide: Token<T>, useValue: T): ValueProvider<T> => ({ provide, useValue });

/** Provides one country to every module of its node. Which country it is, is said here and nowhere else. */
@Module({})
export class CountryModule {
  static of({ facts, policy, others, instruments, neighbours }: CountryParts): DynamicModule {
    const providers = [
      given(FACTS, facts),
      given(POLICY, policy),
      given(OTHER_FACTS, others),
      given(INSTRUMENTS, instruments),
      given(NEIGHBOURS, neighbours),
    ];
    return {
      module: CountryModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
