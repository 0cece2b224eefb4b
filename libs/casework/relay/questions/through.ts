import type { OwnMessage, TheirMessage } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isExcluded } from '../../coordination/state.js';
import { agencyOf, type RelayThrough } from '../../words/facts.js';
import type { Country } from '../../words/country.js';

interface Under {
  readonly instrument: string;
  readonly instrumentVersion: string;
}

/** Through which offices of this country goes what an instrument lets pass with another; undefined where it goes straight. */
export const relayedThrough = (
  { instrument: code, instrumentVersion }: Under,
  other: Country,
  { country, facts, instruments }: Context,
): RelayThrough | undefined => {
  const under = instruments.find((each) => each.code === code && each.version === instrumentVersion);
  const named = under?.channels?.flatMap(({ relays }) => relays?.[country] ?? []) ?? [];
  return facts(country).channels.find(
    (channel) => named.includes(channel.code) && channel.with.includes(other),
  )?.relay;
};

/**
 * The offices from inside the country to its border as a case may go through them: of each that may not pass it on, being kept
 * out of the case or no office of the country any more, who does instead. `reported` are those that have passed it on.
 */
export const wayThrough = (
  { offices, instead = {} }: Pick<RelayThrough, 'offices' | 'instead'>,
  { coordination }: Pick<CaseFile, 'coordination'>,
  { country, facts }: Pick<Context, 'country' | 'facts'>,
  reported: readonly string[] = [],
): readonly string[] => {
  const may = (agency: string): boolean =>
    reported.includes(agency) ||
    (agencyOf(facts(country), agency) !== undefined && !isExcluded(coordination, { agency }));
  const taken = new Set(offices.filter(may));
  const asWellAs = Object.entries(instead).map(([office, others]) => [office, ...others]);
  return offices.flatMap((office) => {
    if (may(office)) return [office];
    const others = asWellAs.find((each) => each.includes(office)) ?? [];
    const other = others.find((each) => may(each) && !taken.has(each));
    if (other === undefined) return [];
    taken.add(other);
    return [other];
  });
};

/** A message of the case, of ours or of another country. */
export const messageOf = (
  id: string,
  { disclosure }: Pick<CaseFile, 'disclosure'>,
): OwnMessage | TheirMessage | undefined =>
  [...disclosure.own, ...disclosure.theirs].find(({ messageId }) => messageId === id);
