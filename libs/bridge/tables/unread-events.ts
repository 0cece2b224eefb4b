import type { Repository } from 'typeorm';
import type { PlacedEvent } from '#event-store';
import type { Entities } from './entities.js';
import type { UnreadEventRow } from './unread-event.entity.js';

/** Where an event stands that the outbound side could not read. No field above P1. */
export type UnreadEvent = Pick<PlacedEvent, 'id' | 'stream' | 'revision' | 'type'>;

/** Events that could not be read, put aside by their ids: a later version reads them, and the others do not wait. */
export interface UnreadEvents {
  /** Putting the same aside again changes nothing. */
  keep(event: UnreadEvent): Promise<void>;
  /** In the order in which they were put aside. */
  list(): Promise<readonly UnreadEvent[]>;
  /** After it was read. */
  remove(id: string): Promise<void>;
}

/** Rows are rows here: a TypeORM repository. */
export const unreadEventTable = (entities: Entities): UnreadEvents => {
  const unread = async (): Promise<Repository<UnreadEventRow>> =>
    (await entities()).getRepository<UnreadEventRow>('UnreadEventRow');
  return {
    keep: async ({ id, stream, revision, type }) => {
      await (
        await unread()
      )
        .createQueryBuilder()
        .insert()
        .values({ id, stream, revision, type })
        .orIgnore()
        .updateEntity(false)
        .execute();
    },
    list: async () => {
      const rows = await (await unread()).find({ order: { number: 'ASC' } });
      return rows.map(({ id, stream, revision, type }) => ({ id, stream, revision, type }));
    },
    remove: async (id) => {
      await (await unread()).delete({ id });
    },
  };
};
