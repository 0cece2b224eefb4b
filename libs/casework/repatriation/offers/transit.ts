import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { recallKind } from '../../crossing/recall.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { statesOnTheWay, transitLack } from '../questions/transit.js';

/**
 * Takes back what was asked of the states on the way, so that nobody there waits for a person who does not come: the
 * request is called back like any message, and says no more than that it counts no longer.
 */
export const withdrawTransits = (file: CaseFile, context: Context, journey?: string): NewCaseEvent[] =>
  file.repatriation.transit
    .filter((transit) => transit.askedBy === 'us' && (journey === undefined || transit.journey === journey))
    .flatMap(({ country }) => recallKind('TransitNotified', country, file, context));

/** Goes beside a fact: the person is in a third state that did not permit it. */
export const unpermitted = (
  file: CaseFile,
  {
    journeyId,
    on,
    in: country,
  }: { readonly journeyId: string; readonly on: string; readonly in?: Country | undefined },
  context: Context,
): NewCaseEvent[] => {
  const [state] = country ? statesOnTheWay([{ in: country }], file, context.country) : [];
  const lack = state && transitLack(state, file, { journeyId, from: on, to: on });
  return lack === undefined ? [] : [irregularity('travel_without_transit_permit', lack)];
};
