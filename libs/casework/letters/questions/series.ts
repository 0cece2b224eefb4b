import type { DisclosureState } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { ChannelKind } from '../../words/channel-kind.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';

type Written = Pick<CaseFile, 'disclosure' | 'letters'>;

/** What nodes said to each other: letters, which a clerk recorded, take no number that a message of a node may have. */
export const betweenNodes = ({ disclosure, letters }: Written): DisclosureState => {
  if (letters.own.length === 0 && letters.theirs.length === 0) return disclosure;
  const onPaper = new Set([...letters.own, ...letters.theirs].map(({ messageId }) => messageId));
  return {
    ...disclosure,
    own: disclosure.own.filter(({ messageId }) => !onPaper.has(messageId)),
    theirs: disclosure.theirs.filter(({ messageId }) => !onPaper.has(messageId)),
  };
};

/** Whether a country wrote of this case on paper, or was written to. */
export const hasLetters = (other: Country, { letters }: Pick<CaseFile, 'letters'>): boolean =>
  letters.own.some(({ to }) => to === other) || letters.theirs.some(({ from }) => from === other);

/** Whether the node of a country ever spoke of this case, with effect. */
export const hasSpoken = (other: Country, file: Written): boolean =>
  betweenNodes(file).theirs.some(({ from, outcome }) => from === other && outcome === 'effective');

/**
 * What carries words of this case to a country. One that was begun on paper goes on on paper, whatever the settings say since:
 * a node there would not know of it. Once that node speaks of it by itself, it is written to.
 */
export const channelIn = (other: Country, file: Written, { channelTo }: Context): ChannelKind => {
  const spoke =
    hasSpoken(other, file) ||
    betweenNodes(file).own.some(({ to, status }) => to === other && status === 'released');
  return hasLetters(other, file) && !spoke ? 'paper' : channelTo(other);
};
