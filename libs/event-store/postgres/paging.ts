import type pg from 'pg';
import type { PlacedEvent, Position } from '../port.js';
import { eventColumns, type EventRow } from './rows.js';
import type { SchemaNames } from './schema.js';
import type { TailPage } from './tail.js';

/** Events looked at for one asked for, where some types are passed over. Positions have no gaps. */
const looksPerEvent = 5;

/** Reads the log in pages, in global order. */
export const pagesOf = (pool: pg.Pool, { events, channel }: Pick<SchemaNames, 'events' | 'channel'>) => {
  const readAll = async (after: Position, limit: number): Promise<readonly PlacedEvent[]> => {
    const { rows } = await pool.query<EventRow>({
      name: `${channel}_all`,
      text: `select ${eventColumns} from ${events} where position > $1 order by position limit $2`,
      values: [after, limit],
    });
    return rows;
  };

  /** The last event looked at is in the page whatever its type, to show how far it went. */
  const readPast = async (after: Position, limit: number, passOver: readonly string[]): Promise<TailPage> => {
    const { rows } = await pool.query<EventRow>({
      name: `${channel}_past`,
      text: `with looked as (select max(position) as last from ${events} where position <= $1::bigint + $2)
        select ${eventColumns} from ${events}, looked
        where position > $1 and position <= last and (position = last or type not in (select unnest($3::text[])))
        order by position limit $4`,
      values: [after, limit * looksPerEvent, passOver, limit],
    });
    return { events: rows, more: rows.length > 0 };
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
