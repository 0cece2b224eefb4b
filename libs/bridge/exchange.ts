/** One message on a topic. `message` is what was published, byte for byte. */
export interface ExchangeRecord {
  readonly topic: string;
  readonly key: string;
  readonly message: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Place within the topic (within its partition where the engine has partitions), as the engine writes it. */
  readonly position: string;
  /** Instant (ISO 8601) at which it was written, where the engine tells it with each record. */
  readonly writtenAt?: string;
}

/** How far a group has come in a topic. */
export interface Flow {
  /** Records that the group has not handled yet. */
  readonly waiting: number;
  /** Instant (ISO 8601) at which the last record was written: of those kept, or of those handled. */
  readonly lastAt?: string;
}

export type RecordHandler = (record: ExchangeRecord) => Promise<void>;

export interface ConsumeOptions {
  readonly signal: AbortSignal;
  /** Told whenever the consumer begins to read or stands by for it, and whenever it cannot. */
  readonly onReading?: ((reads: boolean) => void) | undefined;
}

/**
 * Carries messages between nodes. At least once, in order for each key: a record whose handler fails comes again after a
 * pause, and no later record of its key is delivered before it. Whoever consumes must know what it has seen already.
 */
export interface Exchange {
  /** Resolves when the message is kept durably. Text is sent as UTF-8. */
  publish(
    topic: string,
    key: string,
    message: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /**
   * Delivers from where the group stopped, or from the first record that is kept, until the signal aborts; resolves when the
   * last handler has returned. Several consumers of one topic and group share its keys, or all but one stand by; each key is
   * served by one of them at a time. Whatever keeps it from reading, a missing right too, is tried again for as long.
   */
  consume(topic: string, group: string, handler: RecordHandler, options: ConsumeOptions): Promise<void>;
  flow(topic: string, group: string): Promise<Flow>;
  /** Finishes what is being handled and sent. */
  close(): Promise<void>;
}
