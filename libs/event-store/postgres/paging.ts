import type pg from 'pg';
import type { PlacedEvent, Position } from '../port.js';
import { asRead } from '../whole.js';
import { eventColumns, type EventRow } from './rows.js';
import type { SchemaNames } from './schema.js';
import type { TailPage } from './tail.js';

/** Events looked at for one asked for, where some types are passed over. */
const looksPerEvent = 5;

/** Reads the log in pages, in global order. */
export const pagesOf = (pool: pg.Pool, { events, channel }: Pick<SchemaNames, 'events' | 'channel'>) => {
  const readAll = async (after: Position, limit: number): Promise<readonly PlacedEvent[]> => {
    const { rows } = await pool.query<EventRow>({
      name: `${channel}_all`,
      text: `select ${eventColumns} from ${events} where position > $1 order by position limit $2`,
      values: [after, limit],
    });
    return rows.map(asRead);
  };

  /** Where the page after a position ends that holds so many events of any type. */
  const endOf = async (after: Position, most: number): Promise<{ looked: number; last: Position | null }> => {
    const { rows } = await pool.query<{ looked: number; last: Position | null }>({
      name: `${channel}_end`,
      text: `select count(*)::integer as looked, max(position) as last
        from (select position from ${events} where position > $1 order by position limit $2) p`,
      values: [after, most],
    });
    return rows[0] ?? { looked: 0, last: null };
  };

  /** The last event of a page is in it whatever its type, to show how far it went. */
  const readPast = async (after: Position, limit: number, passOver: readonly string[]): Promise<TailPage> => {
    const most = limit * looksPerEvent;
    const { looked, last } = await endOf(after, most);
    const { rows } = await pool.query<EventRow>({
      name: `${channel}_past`,
      text: `select ${eventColumns} from ${events}
        where position > $1 and position <= $2 and (position = $2 or type not in (select unnest($3::text[])))
        order by position limit $4`,
      values: [after, last, passOver, limit],
    });
    return { events: rows.map(asRead), more: rows.length === limit || looked === most };
  };

  return {
    readAll,
    readPage: async (after: Position, limit: number, passOver: readonly string[] = []): Promise<TailPage> => {
      if (passOver.length > 0) return readPast(after, limit, passOver);
      const found = await readAll(after, limit);
      return { events: found, more: found.length === limit };
    },
  };
};
