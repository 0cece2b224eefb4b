import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { CountryFacts } from '../../words/facts.js';
import type { Mandate } from '../../words/mandate.js';
import { isExcluded } from '../state.js';

/** Steps of the way home that take two offices (domain.md 2.8). */
const byTwo: ReadonlySet<Mandate> = new Set(['identify', 'approve_return']);

/** How many offices a step takes: one, where the law of the country knows one alone. */
export const officesNeeded = (mandate: Mandate, { lacks }: CountryFacts): number =>
  byTwo.has(mandate) && lacks.every(({ what }) => what !== `a second office for ${mandate}`) ? 2 : 1;

/**
 * Who may take a step in a case: those charged with it who are not excluded, and, where too few of them are left, who
 * stands in for them. `less` are others who may not.
 */
export const officesFor = (
  mandate: Mandate,
  { coordination }: { readonly coordination: Pick<CaseFile['coordination'], 'exclusions'> },
  { country, facts }: Pick<Context, 'country' | 'facts'>,
  less: ReadonlySet<string> = new Set(),
): readonly string[] => {
  const own = facts(country);
  const mayAct = (agency: string): boolean => !less.has(agency) && !isExcluded(coordination, { agency });
  const charged = own.agencies.filter(({ id, mandates }) => mandates.includes(mandate) && mayAct(id));
  const standing = own.standIns.filter(
    ({ agency, for: steps }) =>
      steps.includes(mandate) && mayAct(agency) && charged.every(({ id }) => id !== agency),
  );
  const missing = Math.max(0, officesNeeded(mandate, own) - charged.length);
  return [...charged.map(({ id }) => id), ...standing.slice(0, missing).map(({ agency }) => agency)];
};

/** Who stands in where an office is excluded from a case in which it takes part. */
export const standingInFor = (
  agency: string,
  { coordination }: Pick<CaseFile, 'coordination'>,
  context: Pick<Context, 'country' | 'facts'>,
): readonly string[] => {
  const { agencies } = context.facts(context.country);
  const charged = agencies.find(({ id }) => id === agency);
  if (!charged || !coordination.involved.has(agency)) return [];
  const exclusions = [...coordination.exclusions, { exclusionId: '', agency }];
  const others = charged.mandates.flatMap((mandate) =>
    officesFor(mandate, { coordination: { exclusions } }, context).filter((id) =>
      agencies.some((one) => one.id === id && !one.mandates.includes(mandate)),
    ),
  );
  return [...new Set(others)];
};
