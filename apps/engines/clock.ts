import type { Running } from './processes.js';

/** The one clock of a story, which stands in many processes: moved in all of them before the story goes on. */
export const clockOf = (start: string, processes: readonly Pick<Running, 'moveTo'>[]) => {
  let present = new Date(start).toISOString();
  return {
    now: (): string => present,
    moveTo: async (instant: string): Promise<void> => {
      const next = new Date(instant).toISOString();
      await Promise.all(processes.map((process) => process.moveTo(next)));
      present = next;
    },
  };
};
