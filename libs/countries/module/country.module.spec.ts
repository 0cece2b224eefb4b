import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { usualPolicy, type CountryFacts, type Policy } from '#casework';
import { factsOf, type CountryParts } from '../index.js';
import { CountryModule, FACTS, INSTRUMENTS, NEIGHBOURS, OTHER_FACTS, POLICY } from './country.module.js';
import { madeOf, token } from './token.js';

const parts: CountryParts = {
  ...{ facts: factsOf('LA'), policy: { ...usualPolicy }, others: [factsOf('TH'), factsOf('VN')] },
  ...{ instruments: [], neighbours: ['TH'] },
};

const SEEN = token<readonly unknown[]>('what a module of the node was given');

@Module({
  providers: [
    {
      provide: SEEN,
      ...madeOf([FACTS, POLICY, OTHER_FACTS, INSTRUMENTS, NEIGHBOURS], (...given) => given),
    },
  ],
})
class Anywhere {}

describe('the module of a country', () => {
  it('provides its facts, its policy, what is known of others, instruments and neighbours to any module', async () => {
    const module = await Test.createTestingModule({ imports: [CountryModule.of(parts), Anywhere] }).compile();
    const { facts, policy, others, instruments, neighbours } = parts;
    const seen = module.get<readonly unknown[]>(SEEN);
    [facts, policy, others, instruments, neighbours].forEach((part, index) => expect(seen[index]).toBe(part));
    await module.close();
  });

  it('has tokens that say what stands behind them: what takes another does not compile', () => {
    const takesFacts = (facts: CountryFacts): string => facts.country;
    const takesPolicy = (policy: Policy): unknown => policy.leadOf;
    expect(madeOf([FACTS], takesFacts).inject).toEqual([FACTS]);
    // @ts-expect-error a policy is no facts
    madeOf([POLICY], takesFacts);
    // @ts-expect-error facts are no policy
    madeOf([FACTS], takesPolicy);
  });
});
