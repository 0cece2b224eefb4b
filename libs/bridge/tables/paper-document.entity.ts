import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the documents for countries without a node. The table is made by the migrations; its defaults are the database's. */
@Entity({ schema: 'bridge', name: 'paper_document', synchronize: false })
export class PaperDocumentRow {
  @PrimaryColumn('uuid', { name: 'message_id' })
  readonly messageId!: string;

  @Column('uuid', { name: 'case_id' })
  readonly caseId!: string;

  @Column('text', { name: 'to_country' })
  readonly to!: string;

  @Column('text')
  readonly kind!: string;

  @Column('int4')
  readonly sequence!: number;

  /** By the node's own key, until somebody fetches it. */
  @Column('text')
  readonly sealed!: string;

  @Column('timestamptz', { name: 'released_at' })
  readonly releasedAt!: Date;

  @Column('timestamptz', { name: 'written_at' })
  readonly writtenAt!: Date;

  @Column('timestamptz', { name: 'handed_over_at', nullable: true })
  readonly handedOverAt!: Date | null;

  @Column('text', { nullable: true })
  readonly receipt!: 'received' | 'refused' | null;
}
