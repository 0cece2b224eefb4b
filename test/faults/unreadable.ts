import { randomUUID } from 'node:crypto';
import { topicsAmong } from '#bridge';
import type { Country } from '#casework';
import { unreadable } from './engines/exchange.js';
import type { Premises } from './premises.js';
import type { Weakness } from './plan.js';

/** Types of which a bridge, a follow-up and a view each take one. */
const types = ['CaseOpened', 'MessageApproved', 'MessageReceived'] as const;

/** What was put where others are read, and cannot be read. */
export interface Planted {
  /** Streams of a country that hold nothing but such an event, or nothing where it did not get there. */
  readonly streams: ReadonlyMap<Country, readonly string[]>;
  /** How many such records a country was sent, as far as they surely got there. */
  readonly records: ReadonlyMap<Country, number>;
}

/** Puts among events and records what no version can read; whatever follows a log has to go on behind it. */
export const unreadableAt = ({ homes, exchange }: Pick<Premises, 'homes' | 'exchange'>) => {
  const streams = new Map<Country, string[]>([...homes.keys()].map((country) => [country, []]));
  const records = new Map<Country, number>([...homes.keys()].map((country) => [country, 0]));
  const planted: Planted = { streams, records };
  const between = topicsAmong([...homes.keys()]);
  const weaknesses: Weakness[] = [
    ...[...homes.values()].map(({ country, events }): Weakness => ({
      kind: 'unreadable',
      target: `events of ${country}`,
      lastsMs: [0, 0],
      inflict: async (_lastsMs, random) => {
        const stream = `case-${randomUUID()}`;
        streams.get(country)?.push(stream);
        await events.putUnreadable(stream, random.pick(types));
      },
    })),
    ...exchange.topics.map((topic): Weakness => ({
      kind: 'unreadable',
      target: `records of ${topic}`,
      lastsMs: [0, 0],
      inflict: async () => {
        await exchange.putUnreadable(topic, `${unreadable}${randomUUID()}`);
        // What an announcement's topic holds beside announcements is dropped: its sender says it again.
        const to = between.find((each) => each.topic === topic && each.carries === 'messages')?.to;
        if (to) records.set(to, (records.get(to) ?? 0) + 1);
      },
    })),
  ];
  return { planted, weaknesses };
};
