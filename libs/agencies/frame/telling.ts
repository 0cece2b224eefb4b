import type { Pool } from 'pg';
import { coalesced } from '#pacing';
import { listenTo, type Position } from '#event-store';
import type { Progress } from './progress.js';

const channel = 'views_moved';

/** At most so often other processes are told, in milliseconds. */
const leastBetweenMs = 20;

/** Tells the api's processes how far views have come, soon after each move, the moves in between together. */
export const tellProgress = (pool: Pick<Pool, 'query'>) => {
  const moved = new Map<string, Position>();
  const telling = coalesced(async () => {
    const news = [...moved].map(([table, position]) => `${table} ${position}`);
    moved.clear();
    await pool.query({
      name: 'views_moved',
      // Nothing that must outlive a crash: the commit does not wait for the disk.
      text: `select set_config('synchronous_commit', 'off', true), count(pg_notify($1, news))
             from unnest($2::text[]) as t (news)`,
      values: [channel, news],
    });
  }, leastBetweenMs);
  return {
    moved: (table: string, position: Position): void => {
      moved.set(table, position);
      telling.ask();
    },
    idle: telling.idle,
  };
};

/** Hears what projectors of any process tell, for readers that wait for a view. */
export const hearProgress = (pool: Pool, progress: Progress): { readonly close: () => Promise<void> } =>
  listenTo(pool.options, channel, (news) => {
    const [table, position] = news?.split(' ') ?? [];
    if (table !== undefined && position !== undefined) progress.heard(table, position);
  });
