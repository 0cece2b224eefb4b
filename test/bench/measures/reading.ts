import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { advance, caseEvents, emptyFile } from '#casework';
import { openAll } from '#sealing';
import { type PlacedEvent } from '#event-store';
import { recordBirthDate, recordName, wholeCase } from '../case-steps.js';
import { mustGive, openEngine, type Engine } from '../engine.js';
import { figure, percentiles, ratio } from '../figures.js';
import { engineCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { interleaved, machineClock, rateOf } from '../rounds.js';
import { copies, storedCase } from '../templates.js';

const length = 100;

const caseOfHundred = async (engine: Engine): Promise<string> => {
  const caseId = randomUUID();
  const desk = engine.newDesk();
  for (const step of wholeCase) await mustGive(desk, caseId, step);
  for (let revision = 0; revision + 1 < length; { revision } = (await desk.cases.load(caseId)).file)
    await mustGive(desk, caseId, revision % 2 === 0 ? recordName : recordBirthDate);
  return caseId;
};

const columns = 'position, id, stream, revision, type, version, open, sealed, meta';

/** A case of 100 events: read, opened and folded, beside the bare SELECT of its rows. */
export const reading: Measure = {
  name: 'case-of-100',
  run: async (server, { rounds, seconds }) => {
    const engine = openEngine(server.of(engineCountry));
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

const Told = z.object({ at: z.number(), ids: z.array(z.string()) });

type Hear = (told: z.output<typeof Told>) => void;

/** A subscriber in a process of its own. Resolves when it follows, to what ends it. */
const followApart = async (url: string, hear: Hear): Promise<() => void> => {
  const child = fork(new URL('../waking.child.js', import.meta.url), {
    env: { ...process.env, DATABASE_EVENTS_URL: url },
  });
  child.on('message', (message) => hear(Told.parse(message)));
  await once(child, 'message');
  return () => child.disconnect();
};

/** A subscriber of the store that is written to. Resolves when it follows, to what ends it. */
const followHere = async ({ store }: Engine, hear: Hear): Promise<() => void> => {
  const stop = new AbortController();
  const from = await store.head();
  await new Promise<void>((begun, failed) => {
    const follow = async (): Promise<void> => {
      for await (const delivery of store.subscribe(from, { signal: stop.signal }))
        if (delivery.kind === 'caught_up') begun();
        else hear({ at: machineClock(), ids: delivery.events.map(({ id }) => id) });
    };
    follow().catch(failed);
  });
  return () => stop.abort();
};

/** How long after an append was acknowledged a subscriber has the event in hand, one at a time. */
export const waking: Measure = {
  name: 'waking',
  run: async (server, { rounds }) => {
    const database = server.of(engineCountry);
    const engine = openEngine(database);
    const samples = Math.max(100, Math.ceil(300 / rounds));
    const goals = { p50: { atMost: 3 }, p99: { atMost: 10 } };
    try {
      const next = copies(await storedCase(engine));
      const latenciesOf = (follow: (hear: Hear) => Promise<() => void>) => async () => {
        const latencies: number[] = [];
        let seen: Hear = () => undefined;
        const end = await follow((told) => seen(told));
        while (latencies.length < samples) {
          const event = next();
          const at = new Promise<number>((resolve) => {
            seen = (told) => told.ids.includes(event.id) && resolve(told.at);
          });
          await engine.store.append(`case-${randomUUID()}`, 'none', [event]);
          const acknowledged = machineClock();
          latencies.push(Math.max(0, (await at) - acknowledged));
          await pause(5);
        }
        end();
        return latencies;
      };
      const { other, same } = await interleaved(
        {
          other: latenciesOf((hear) => followApart(database.events.url, hear)),
          same: latenciesOf((hear) => followHere(engine, hear)),
        },
        rounds,
      );
      return [
        ...percentiles('waking', 'another process', other, goals),
        ...percentiles('waking', 'the same process', same, goals),
      ];
    } finally {
      await engine.close();
    }
  },
};
