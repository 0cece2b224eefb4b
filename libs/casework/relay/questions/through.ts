import type { OwnMessage, TheirMessage } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { RelayThrough } from '../../words/facts.js';

/** Through which offices of this country what goes under an instrument is relayed; undefined where it goes straight. */
export const relayedThrough = (
  {
    instrument: code,
    instrumentVersion,
  }: { readonly instrument: string; readonly instrumentVersion: string },
  { country, facts, instruments }: Context,
): RelayThrough | undefined => {
  const under = instruments.find((each) => each.code === code && each.version === instrumentVersion);
  const named = under?.channels?.flatMap(({ relays }) => relays?.[country] ?? []) ?? [];
  return facts(country).channels.find((channel) => named.includes(channel.code))?.relay;
};

/** A message of the case, of ours or of another country. */
export const messageOf = (
  id: string,
  { disclosure }: Pick<CaseFile, 'disclosure'>,
): OwnMessage | TheirMessage | undefined =>
  [...disclosure.own, ...disclosure.theirs].find(({ messageId }) => messageId === id);
