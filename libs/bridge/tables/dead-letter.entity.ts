import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the dead letters. The table is made by the migrations; its defaults are the database's. */
@Entity({ schema: 'bridge', name: 'dead_letter', synchronize: false })
export class DeadLetterRow {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly topic!: string;

  @Column('text')
  readonly key!: string;

  @Column('jsonb')
  readonly headers!: Readonly<Record<string, string>>;

  @Column('bytea')
  readonly message!: Buffer;

  /** Of the message: the same record is kept once. */
  @Column('bytea')
  readonly digest!: Buffer;

  @Column('text')
  readonly reason!: string;

  @Column('timestamptz', { name: 'received_at' })
  readonly receivedAt!: Date;

  @Column('timestamptz', { name: 'retaken_at', nullable: true })
  readonly retakenAt!: Date | null;

  @Column('timestamptz', { name: 'keep_until' })
  readonly keepUntil!: Date;
}
