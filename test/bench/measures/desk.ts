import { randomUUID } from 'node:crypto';
import type { Desk } from '#desk';
import { openCase, recordName, stepsAtHome } from '../case-steps.js';
import { give, mustGive, openEngine, worker } from '../engine.js';
import { figure, ratio, type Figure } from '../figures.js';
import { engineCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { interleaved, rateOf, timed } from '../rounds.js';

/** Commands through the desk: load, fold, decide, seal, append, on cases of their own. */
export const desk: Measure = {
  name: 'desk',
  run: async (server, { rounds, seconds }) => {
    const engine = openEngine(server.of(engineCountry));
    try {
      const one = engine.newDesk();
      const figures: Figure[] = [];
      for (const callers of [1, 16, 64]) {
        const workers = Array.from({ length: callers }, () => worker(one, stepsAtHome));
        const { rate } = await interleaved(
          { rate: () => rateOf(callers, seconds, async (caller) => workers[caller]?.()) },
          rounds,
        );
        figures.push(figure('desk', `${callers} caller${callers === 1 ? '' : 's'}: commands`, '/s', rate));
      }
      return figures;
    } finally {
      await engine.close();
    }
  },
};

/** A case to be written to, until it is as long as a long case is. */
const freshCase = async (desk: Desk): Promise<{ readonly id: string; left: number }> => {
  const id = randomUUID();
  await mustGive(desk, id, openCase);
  return { id, left: 100 };
};

const streams = 8;
const writers = 64;

/** 64 callers on 8 cases: the desk's line for each case beside callers who know nothing of each other and retry. */
export const fewStreams: Measure = {
  name: 'few-streams',
  run: async (server, { rounds, seconds }) => {
    const engine = openEngine(server.of(engineCountry));
    try {
      const one = engine.newDesk();
      const apart = Array.from({ length: writers }, () => engine.newDesk());
      const contender = (deskOf: (caller: number) => typeof one | undefined) => async (): Promise<number> => {
        const slots = await Promise.all(Array.from({ length: streams }, () => freshCase(one)));
        let done = 0;
        const took = await timed(() =>
          rateOf(writers, seconds, async (caller) => {
            const desk = deskOf(caller);
            const slot = slots[caller % streams];
            if (!desk || !slot) return;
            const outcome = await give(desk, slot.id, recordName);
            if (outcome.kind !== 'done') return;
            done += 1;
            slot.left -= 1;
            if (slot.left === 0) slots[caller % streams] = await freshCase(one);
          }),
        );
        return (done * 1_000) / took;
      };
      const { together, alone } = await interleaved(
        { together: contender(() => one), alone: contender((caller) => apart[caller]) },
        rounds,
      );
      return [
        figure('few-streams', '64 callers on 8 cases: one desk', '/s', together),
        figure('few-streams', '64 callers on 8 cases: optimistic retry alone', '/s', alone),
        ratio('few-streams', 'one desk of retry alone', together, alone, { atLeast: 10 }),
      ];
    } finally {
      await engine.close();
    }
  },
};
