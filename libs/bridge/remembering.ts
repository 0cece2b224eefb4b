import type { Exchange, Flow } from './exchange.js';
import type { LastHeard } from './tables/last-heard.js';
import { pause } from '#pacing';

/** Milliseconds between two notes of one topic: what is asked for days may be so much too old. */
const noteEvery = 60_000;
/** The longest that what the engine tells waits for what was noted, milliseconds. */
const longestLook = 1_000;

const later = (flow: Flow, noted: string | undefined): Flow =>
  noted !== undefined && (flow.lastAt === undefined || Date.parse(noted) > Date.parse(flow.lastAt))
    ? { ...flow, lastAt: noted }
    : flow;

/**
 * An exchange that remembers beyond its process when it was last heard on each topic, where the engine itself does not
 * tell. What cannot be noted or read now does not disturb the exchange.
 */
export const remembering = (
  name: string,
  exchange: Exchange,
  heard: LastHeard,
  onTrouble: (error: unknown) => void = () => undefined,
): Exchange => {
  const lastNoted = async (topic: string): Promise<string | undefined> => {
    const over = new AbortController();
    const late = pause(longestLook, over.signal).then(() => undefined);
    const noted = heard.last(name, topic).catch(() => undefined);
    return Promise.race([noted, late]).finally(() => over.abort());
  };

  const notedAt = new Map<string, number>();

  const note = async (topic: string, at: string): Promise<void> => {
    if (Date.now() - (notedAt.get(topic) ?? -Infinity) < noteEvery) return;
    notedAt.set(topic, Date.now());
    try {
      await heard.note(name, topic, at);
    } catch (error) {
      notedAt.delete(topic);
      onTrouble(error);
    }
  };

  return {
    ...exchange,
    consume: (topic, group, handler, options) =>
      exchange.consume(
        topic,
        group,
        async (record) => {
          await handler(record);
          if (record.writtenAt !== undefined) void note(topic, record.writtenAt);
        },
        options,
      ),
    flow: async (topic, group) => {
      const [flow, noted] = await Promise.all([exchange.flow(topic, group), lastNoted(topic)]);
      return later(flow, noted);
    },
  };
};
