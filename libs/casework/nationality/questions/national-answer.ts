import { isExcluded } from '../../coordination/state.js';
import { wasStopped } from '../../disclosure/questions/overtaking.js';
import type { CaseFile } from '../../records/file.js';
import type { Country } from '../../words/country.js';
import type { CountryFacts } from '../../words/facts.js';
import { isTellingOf } from '../../words/told-again.js';
import { standingDecisions, type NationalityDecision } from '../state.js';

/** What the findings of a country's own authorities come to where nobody has the last word; undefined where they differ. */
const agreed = (standing: readonly NationalityDecision[]): NationalityDecision | undefined => {
  if (standing.some(({ finding }) => finding === undefined)) return undefined;
  const found = standing.filter(({ finding }) => finding?.result !== 'inconclusive');
  const results = new Set(found.map(({ finding }) => finding?.result));
  return results.size > 1 ? undefined : (found.at(-1) ?? standing.at(-1));
};

/** The agency whose finding alone is the country's answer, unless it is kept out of the case: then the others speak. */
export const lastWord = (
  { coordination }: Pick<CaseFile, 'coordination'>,
  { nationalAnswerBy }: CountryFacts,
): string | undefined =>
  nationalAnswerBy === undefined || isExcluded(coordination, { agency: nationalAnswerBy })
    ? undefined
    : nationalAnswerBy;

/**
 * The one finding that this country stands behind on a day: that of the agency whose it is by its facts, the one that the
 * focal point chose, or what all agree on. None while they differ: then nothing is told, and what was told is taken back.
 */
export const nationalAnswer = (
  { nationality: state, coordination }: Pick<CaseFile, 'coordination' | 'nationality'>,
  facts: CountryFacts,
  today: string,
): NationalityDecision | undefined => {
  const last = lastWord({ coordination }, facts);
  const standing = standingDecisions(state, today).filter((decision) => decision.country === facts.country);
  if (last !== undefined)
    return standing.find(({ authority, finding }) => authority === last && finding !== undefined);
  return standing.find(({ decisionId }) => decisionId === state.chosen) ?? agreed(standing);
};

/** Results and their ends that went to a country or may go, were not refused there and are used there still, in their order. */
const toldTo = ({ disclosure }: Pick<CaseFile, 'disclosure'>, country: Country) =>
  disclosure.own.filter(
    (message) =>
      (message.kind === 'NationalityResultSent' || message.kind === 'NationalityResultWithdrawn') &&
      message.to === country &&
      message.status !== 'withheld' &&
      message.receipt !== 'refused' &&
      !wasStopped(message, { disclosure }),
  );

/** How often a finding was to be told a country, also where it did not get there. */
export const timesTold = (
  { disclosure }: Pick<CaseFile, 'disclosure'>,
  country: Country,
  decisionId: string,
): number =>
  disclosure.own.filter(
    ({ kind, to, payload }) =>
      kind === 'NationalityResultSent' && to === country && isTellingOf(decisionId, payload?.['decisionId']),
  ).length;

/** Findings that a country holds, by the ids under which they were told: told, and not told the end of since. */
export const toldResults = (file: Pick<CaseFile, 'disclosure'>, to: Country): ReadonlySet<unknown> => {
  const held = new Set<unknown>();
  for (const { kind, payload } of toldTo(file, to))
    if (kind === 'NationalityResultSent') held.add(payload?.['decisionId']);
    else held.delete(payload?.['decisionId']);
  return held;
};

/** Whether a request was answered with what its country holds still. */
export const isAnswered = (file: Pick<CaseFile, 'disclosure'>, to: Country, requestId: string): boolean => {
  const held = toldResults(file, to);
  return toldTo(file, to).some(
    ({ kind, payload }) =>
      kind === 'NationalityResultSent' &&
      payload?.['requestId'] === requestId &&
      held.has(payload['decisionId']),
  );
};

/** Whether a country was answered once, and holds nothing now: what becomes the answer again is told it. */
export const isLeftWithout = (file: Pick<CaseFile, 'disclosure'>, to: Country): boolean =>
  toldTo(file, to).length > 0 && toldResults(file, to).size === 0;

/** How often a country was told a finding under a seal that cannot be opened any more: any may have been meant. */
export const toldUnreadably = (file: Pick<CaseFile, 'disclosure'>, to: Country): number =>
  toldTo(file, to).filter(({ kind, payload }) => kind === 'NationalityResultSent' && payload === undefined)
    .length;
