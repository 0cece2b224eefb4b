import pg from 'pg';
import type { PlacedEvent } from '../port.js';

/** A row whose json columns are still text. */
export interface TextRow extends Omit<PlacedEvent, 'open' | 'sealed' | 'meta'> {
  readonly open: string;
  readonly sealed: string;
  readonly meta: string;
}

const asText = (value: string): string => value;

/** Leaves json as text: for `TextRow`. Positions (bigint) come as text anyway. */
export const jsonAsText: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parser: unknown = oid === pg.types.builtins.JSON ? asText : pg.types.getTypeParser(oid, format);
    return parser;
  },
};

const parsed = <T>(text: string): T => JSON.parse(text) as T;

/**
 * An event whose parts are parsed when somebody looks at them: a follower passes most events by their type alone, and
 * parsing is most of what reading costs.
 */
export const lazyEvent = (row: TextRow): PlacedEvent => new LazyEvent(row);

class LazyEvent implements PlacedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  #open: PlacedEvent['open'] | undefined;
  #sealed: PlacedEvent['sealed'] | undefined;
  #meta: PlacedEvent['meta'] | undefined;
  readonly #openText: string;
  readonly #sealedText: string;
  readonly #metaText: string;

  constructor(row: TextRow) {
    this.id = row.id;
    this.type = row.type;
    this.version = row.version;
    this.stream = row.stream;
    this.revision = row.revision;
    this.position = row.position;
    this.#openText = row.open;
    this.#sealedText = row.sealed;
    this.#metaText = row.meta;
  }

  get open(): PlacedEvent['open'] {
    this.#open ??= parsed<PlacedEvent['open']>(this.#openText);
    return this.#open;
  }

  get sealed(): PlacedEvent['sealed'] {
    this.#sealed ??= parsed<PlacedEvent['sealed']>(this.#sealedText);
    return this.#sealed;
  }

  get meta(): PlacedEvent['meta'] {
    this.#meta ??= parsed<PlacedEvent['meta']>(this.#metaText);
    return this.#meta;
  }
}
