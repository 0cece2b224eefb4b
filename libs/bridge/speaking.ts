import type { Announced, Country } from '#casework';
import type { WireVersion } from './wire/message.js';

/**
 * The version of the wire in which a country is written to: the newest that its node says it reads, of those that this node
 * writes; the first where it says nothing.
 */
export const speaking =
  (announced: (country: Country) => Announced | undefined, writes: readonly WireVersion[]) =>
  (country: Country): WireVersion => {
    const read = announced(country)?.wireVersions ?? [];
    return writes.filter((version) => read.includes(version)).toSorted((a, b) => b - a)[0] ?? 1;
  };
