import { randomUUID } from 'node:crypto';
import { start, type EventStore } from '#event-store';
import { openEngine } from '../engine.js';
import { figure, ratio, type Figure } from '../figures.js';
import { engineCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { interleaved, rateOf } from '../rounds.js';
import { copies, storedCase } from '../templates.js';

const most = 20_000;

/** Events a second, read from the beginning, page by page. */
const readingOf = async (store: Pick<EventStore, 'readAll'>): Promise<number> => {
  const begin = performance.now();
  let count = 0;
  for (let after = start; count < most;) {
    const page = await store.readAll(after, 1_000);
    const last = page.at(-1);
    if (!last) break;
    count += page.length;
    after = last.position;
  }
  return (count * 1_000) / (performance.now() - begin);
};

/** What stamping costs an append, and checking costs whoever reads, beside the same store without either. */
export const stamps: Measure = {
  name: 'stamps',
  run: async (server, { rounds, seconds }) => {
    const engine = openEngine(server.of(engineCountry));
    const figures: Figure[] = [];
    try {
      const next = copies(await storedCase(engine));
      for (let count = 0; count < most; count += 500)
        await engine.store.append(`case-${randomUUID()}`, 'none', Array.from({ length: 500 }, next));
      const { checked, unchecked } = await interleaved(
        { checked: () => readingOf(engine.store), unchecked: () => readingOf(engine.bare) },
        rounds,
      );
      figures.push(
        figure('stamps', 'events read, checked', '/s', checked),
        ratio('stamps', 'of those read unchecked', checked, unchecked),
      );
      const appending = (store: EventStore, writers: number) => () =>
        rateOf(writers, seconds, () => store.append(`case-${randomUUID()}`, 'none', [next()]));
      for (const writers of [1, 64]) {
        const { stamped, bare } = await interleaved(
          { stamped: appending(engine.store, writers), bare: appending(engine.bare, writers) },
          rounds,
        );
        const who = `${writers} writer${writers === 1 ? '' : 's'}`;
        figures.push(
          figure('stamps', `${who}: appends, stamped`, '/s', stamped),
          ratio('stamps', `${who}: of those without a stamp`, stamped, bare),
        );
      }
      return figures;
    } finally {
      await engine.close();
    }
  },
};
