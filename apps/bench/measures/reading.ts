import { randomUUID } from 'node:crypto';
import { advance, caseEvents, emptyFile } from '#casework';
import { openAll, type PlacedEvent } from '#event-store';
import { recordBirthDate, recordName, wholeCase } from '../case-steps.js';
import { mustGive, openEngine, type Engine } from '../engine.js';
import { figure, percentileOf, ratio } from '../figures.js';
import { engineCountry } from '../ground.js';
import type { Measure } from '../measure.js';
import { interleaved, rateOf } from '../rounds.js';
import { copies, storedCase } from '../templates.js';

const length = 100;

const caseOfHundred = async (engine: Engine): Promise<string> => {
  const caseId = randomUUID();
  const desk = engine.newDesk();
  for (const step of wholeCase) await mustGive(desk, caseId, step);
  while ((await desk.cases.load(caseId)).file.revision + 1 < length)
    await mustGive(desk, caseId, Math.random() < 0.5 ? recordName : recordBirthDate);
  return caseId;
};

const columns = 'position, id, stream, revision, type, version, open, sealed, meta';

/** A case of 100 events: read, opened and folded, beside the bare SELECT of its rows. */
export const reading: Measure = {
  name: 'case-of-100',
  run: async (ground, { rounds, seconds }) => {
    const engine = openEngine(ground.of(engineCountry));
    const { store, keys, pools } = engine;
    try {
      const caseId = await caseOfHundred(engine);
      const stream = `case-${caseId}`;
      const placed = async (): Promise<PlacedEvent[]> => {
        const events: PlacedEvent[] = [];
        for await (const event of store.read(stream)) events.push(event);
        return events;
      };
      const select = (): Promise<unknown> =>
        pools.events.query({
          name: 'bare_select',
          text: `select ${columns} from event_store.events where stream = $1 order by revision`,
          values: [stream],
        });
      const { bare, read, folded } = await interleaved(
        {
          bare: () => rateOf(4, seconds, select),
          read: () => rateOf(4, seconds, placed),
          folded: () =>
            rateOf(4, seconds, async () =>
              advance(emptyFile(caseId), await openAll(caseEvents, await placed(), keys)),
            ),
        },
        rounds,
      );
      return [
        figure('case-of-100', 'bare SELECT', '/s', bare),
        figure('case-of-100', 'read', '/s', read),
        figure('case-of-100', 'read, opened and folded', '/s', folded),
        ratio('case-of-100', 'read, of the SELECT', read, bare, { atLeast: 0.6 }),
        ratio('case-of-100', 'read, opened and folded, of the SELECT', folded, bare, { atLeast: 0.35 }),
      ];
    } finally {
      await engine.close();
    }
  },
};

/** How long after an append was acknowledged another process's subscriber has the event in hand. */
export const waking: Measure = {
  name: 'waking',
  run: async (ground, { rounds }) => {
    const writer = openEngine(ground.of(engineCountry));
    const follower = openEngine(ground.of(engineCountry));
    const stop = new AbortController();
    try {
      const next = copies(await storedCase(writer));
      const waiting = new Map<string, (at: number) => void>();
      const follow = async (engine: Engine, begun: () => void): Promise<void> => {
        for await (const delivery of engine.store.subscribe(await engine.store.head(), {
          signal: stop.signal,
        }))
          if (delivery.kind === 'caught_up') begun();
          else for (const { id } of delivery.events) waiting.get(id)?.(performance.now());
      };
      const latenciesOf = async (engine: Engine): Promise<number[]> => {
        await new Promise<void>((begun, failed) => void follow(engine, begun).catch(failed));
        const latencies: number[] = [];
        for (let count = 0; count < 60 * rounds + 20; count += 1) {
          const event = next();
          const seen = new Promise<number>((resolve) => waiting.set(event.id, resolve));
          await writer.store.append(`case-${randomUUID()}`, 'none', [event]);
          const acknowledged = performance.now();
          const waited = Math.max(0, (await seen) - acknowledged);
          if (count >= 20) latencies.push(waited);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return latencies;
      };
      const other = await latenciesOf(follower);
      const same = await latenciesOf(writer);
      return [
        figure('waking', 'another process, p50', 'ms', [percentileOf(other, 50)], { atMost: 3 }),
        figure('waking', 'another process, p99', 'ms', [percentileOf(other, 99)], { atMost: 10 }),
        figure('waking', 'the same process, p50', 'ms', [percentileOf(same, 50)], { atMost: 3 }),
        figure('waking', 'the same process, p99', 'ms', [percentileOf(same, 99)], { atMost: 10 }),
      ];
    } finally {
      stop.abort();
      await Promise.all([writer.close(), follower.close()]);
    }
  },
};
