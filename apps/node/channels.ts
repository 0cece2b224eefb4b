import type { ChannelKind, Country } from '#casework';
import type { PaperCounterparts } from './paper-settings.js';

/** The neighbours whose nodes are written to: those that the settings do not put on paper. */
export const withNodes = (
  neighbours: readonly Country[],
  paper: PaperCounterparts = {},
): readonly Country[] => neighbours.filter((country) => paper[country] === undefined);

/** What carries words to each country: paper where the settings say so, the node of a neighbour, or nothing. */
export const channelsOf =
  (neighbours: readonly Country[], paper: PaperCounterparts = {}) =>
  (country: Country): ChannelKind => {
    if (paper[country] !== undefined) return 'paper';
    return neighbours.includes(country) ? 'node' : 'none';
  };
