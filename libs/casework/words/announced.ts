/** What the node of another country takes under one instrument. */
export interface TakenUnder {
  readonly code: string;
  readonly version: string;
  /** SHA-256 over the text that it holds. */
  readonly hash?: string | undefined;
  /** Whether it has that text in force. */
  readonly inForce?: boolean | undefined;
  /** The forms of the payload of each kind of message that it takes. */
  readonly kinds: Readonly<Record<string, readonly number[]>>;
}

/** What the node of another country says of itself. */
export interface Announced {
  /** Versions of the wire that it reads. */
  readonly wireVersions: readonly number[];
  /** The instruments between the two countries that it holds. */
  readonly instruments: readonly TakenUnder[];
}
