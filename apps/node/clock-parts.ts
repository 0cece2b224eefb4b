import { movedTime, postgresWakeUps, sureTime, type OtherClock } from '#clocks';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';

const minuteMs = 60_000;

/** Partners say each hour what they take, under numbers made of their clocks. */
const partnersBehindMs = 75 * minuteMs;

/** What finds what falls due: the table of when to look, and the time as far as it can be believed. */
export const clockParts = (
  { bridging, clock }: Pick<Ground, 'bridging' | 'clock'>,
  { announcements }: Pick<DeskParts, 'announcements'>,
) => {
  const database: OtherClock = {
    ...{ name: 'database', behind: 0, mayShare: true },
    read: async () => {
      const { rows } = await bridging.query<{ now: Date }>('select clock_timestamp() as now');
      return rows[0]?.now.getTime();
    },
  };
  const partners: OtherClock = {
    ...{ name: 'partners', behind: partnersBehindMs, mayShare: false },
    read: async () => {
      const numbers = (await announcements.heard()).map(({ number }) => number);
      return numbers.length === 0 ? undefined : Math.max(...numbers);
    },
  };
  const now = (): string => clock.now();
  return {
    wakeUps: postgresWakeUps(bridging),
    time: clock.byHand
      ? movedTime(now)
      : sureTime({ now, elapsed: () => performance.now(), others: [database, partners] }),
  };
};

export type ClockParts = ReturnType<typeof clockParts>;
