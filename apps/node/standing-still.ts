import type { ViewStatus } from '#agencies';
import { standings } from '#following';
import { comparePositions } from '#event-store';
import type { Ground } from './ground.js';
import type { ExchangeFlow } from './metrics.js';
import { ownWorkNames } from './own-work-names.js';

/** What has not moved for so long though something waits for it stands still, seconds. */
export const standsStillAfter = 300;

/** Views that stand still. */
export const viewsStandingStill = (statuses: readonly ViewStatus[]): readonly string[] =>
  statuses.filter(({ lagSeconds }) => lagSeconds > standsStillAfter).map(({ view }) => view);

/** Followers of the event store that stand still; none where the store does not answer, for then nobody can go on. */
export const followersStandingStill = async ({
  standing,
  database,
}: Pick<Ground, 'standing' | 'database'>): Promise<readonly string[]> => {
  const head = await standing.head().catch(() => undefined);
  if (head === undefined) return [];
  const stand = await standings(database, ownWorkNames);
  return stand
    .filter(
      ({ position, idleSeconds }) => comparePositions(position, head) < 0 && idleSeconds > standsStillAfter,
    )
    .map(({ name }) => name);
};

/** Tells of topics that stand still: records have waited in them for so long, and never became fewer. */
export const topicsWatch = (now: () => number = () => performance.now()) => {
  const seen = new Map<string, { readonly waiting: number; readonly since: number }>();
  return (flows: readonly ExchangeFlow[]): readonly string[] =>
    flows.flatMap(({ exchange, topic, flow }) => {
      const name = `${topic} on ${exchange}`;
      const before = seen.get(name);
      const waiting = flow?.waiting ?? 0;
      const moved = !before?.waiting || waiting === 0 || waiting < before.waiting;
      const since = moved ? now() : before.since;
      seen.set(name, { waiting, since });
      return now() - since > standsStillAfter * 1_000 ? [name] : [];
    });
};
