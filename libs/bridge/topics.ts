import type { Country } from '#casework';

/** The topic on which one country sends to another: `homeward.th.mm`. One for each pair and direction. */
export const topicOf = (from: Country, to: Country): string =>
  `homeward.${from.toLowerCase()}.${to.toLowerCase()}`;

/**
 * The topic on which one country's node says to another what it takes: `homeward.th.mm.announcements`. One of its own, which a
 * node of before knows nothing of.
 */
export const announcementTopicOf = (from: Country, to: Country): string =>
  `${topicOf(from, to)}.announcements`;

export interface Topic {
  readonly topic: string;
  readonly from: Country;
  readonly to: Country;
  readonly carries: 'messages' | 'announcements';
}

/** Every topic between some countries, with who writes and who reads it. */
export const topicsAmong = (countries: readonly Country[]): readonly Topic[] =>
  countries.flatMap((from) =>
    countries
      .filter((to) => to !== from)
      .flatMap((to): readonly Topic[] => [
        { topic: topicOf(from, to), from, to, carries: 'messages' },
        { topic: announcementTopicOf(from, to), from, to, carries: 'announcements' },
      ]),
  );

/** The group in which every process of a node reads what others sent. */
export const inboundGroup = 'inbound';

/** The same as a broker knows it: one group for each topic, so that the members of one never wait for another's. */
export const groupOf = (topic: string, group: string): string => `${topic}.${group}`;
