import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the events that could not be read. The table is made by the migrations; its defaults are the database's. */
@Entity({ schema: 'bridge', name: 'unread_event', synchronize: false })
export class UnreadEventRow {
  @PrimaryColumn('text', { name: 'event_id' })
  readonly id!: string;

  @Column('text')
  readonly stream!: string;

  @Column('int4')
  readonly revision!: number;

  @Column('text')
  readonly type!: string;

  /** Counts up in the order in which they were put aside; given by the database alone. */
  @Column({ type: 'int8', insert: false, update: false })
  readonly number!: string;

  @Column('timestamptz', { name: 'put_aside_at' })
  readonly putAsideAt!: Date;
}
