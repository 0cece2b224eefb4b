import type { BodyOf, Context, Country, CountryFacts, Policy } from '#casework';
import { tellings } from '../../casework/consent/commands.js';
import { sampleActor, sampleInstrument } from '../../casework/spec/sample.js';
import { factsOf } from '../index.js';
import type { Nation } from '../nation.js';

/** A nation, and the country with which it works. */
export interface Home extends Nation {
  readonly partner: Country;
}

export const home = (facts: CountryFacts, policy: Policy, partner: Country): Home => ({
  ...{ facts, policy, partner },
});

/** Somebody of an office at home on a day: real facts, the country's own policy, and an instrument that lets all go. */
export const of = (
  { facts, policy, partner }: Home,
  agency: string,
  day = '2013-06-03',
): Partial<Context> => ({
  ...{ country: facts.country, facts: factsOf, policy },
  now: `${day}T04:00:00.000Z`,
  actor: sampleActor(agency, `${agency}-officer`, facts.country),
  instruments: [{ ...sampleInstrument(), parties: [facts.country, partner] }].map((instrument) => ({
    ...instrument,
    clauses: instrument.clauses.map((clause) => ({
      ...clause,
      from: instrument.parties,
      to: instrument.parties,
    })),
  })),
});

/** The consent to be interviewed at home, once all was told. */
export const toAnInterview = ({ facts }: Home, language: string): BodyOf<'GiveConsent'> => ({
  ...{ purpose: 'interview', recipient: { country: facts.country }, groups: ['reference'] },
  ...{ givenBy: 'person', told: [...tellings], language },
});
