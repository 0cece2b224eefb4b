import { agencyOf, type Agency, type CountryFacts } from './facts.js';
import type { Viewer } from './viewer.js';
import type { Mandate } from './mandate.js';

/** Everybody in a case works with who owns it and with who answers for it towards others, and these with everybody. */
const withEverybody: readonly Mandate[] = ['case_work', 'child_protection', 'coordinate'];

/** Whom it is for to look at whoever took part. */
const over: readonly Mandate[] = [...withEverybody, 'audit'];

/** Steps in which offices meet: who is charged with one of them must work with the others (A, after domain.md 1.13). */
const meetings: readonly (readonly Mandate[])[] = [
  ['screen', 'identify'],
  ['confirm_nationality', 'issue_travel_document'],
  ['assign_tracing', 'trace_family'],
  ['approve_return', 'escort', 'receive_return'],
  ['proceedings'],
  ['reintegrate'],
];

const holdsAny = ({ mandates }: Agency, asked: readonly Mandate[]): boolean =>
  asked.some((mandate) => mandates.includes(mandate));

/**
 * Whether an office may know that another takes part in a case, or did something in it: it must work with it. A discreet
 * one is known to those alone whom the facts name; `viewer` where the reader looks on as another than its own kind. What is
 * no office of the country is nobody's secret: the node itself.
 */
export const knowsOffice = (
  facts: CountryFacts,
  reader: string,
  office: string,
  viewer?: Viewer,
): boolean => {
  if (reader === office) return true;
  const whom = agencyOf(facts, office);
  if (!whom) return true;
  const who = agencyOf(facts, reader);
  if (!who) return false;
  const { discreet } = whom;
  if (discreet)
    return (
      discreet.viewers.includes(viewer ?? who.viewer) &&
      (discreet.mandates === undefined || holdsAny(who, discreet.mandates))
    );
  return (
    holdsAny(who, over) ||
    holdsAny(whom, withEverybody) ||
    meetings.some((meeting) => holdsAny(who, meeting) && holdsAny(whom, meeting))
  );
};
