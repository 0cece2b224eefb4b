import type { Country } from '#casework';
import type { PlacedEvent } from '#event-store';
import type { Entry } from '../journal.js';

/** What of a stored event is judged; of sealed parts only that of a message's payload is opened. */
export type KeptEvent = Pick<PlacedEvent, 'id' | 'type' | 'stream' | 'revision' | 'position' | 'open'> & {
  readonly meta: Pick<PlacedEvent['meta'], 'agency' | 'commandId' | 'causationId'>;
  /**
   * SHA-256 (hex) of the payload of a message that was approved or received, keys in order. Absent in other events, and
   * where it cannot be opened.
   */
  readonly payload?: string;
};

/** A view beside a fresh rebuild of it: how many rows, and a hash of them. */
export interface ViewEvidence {
  readonly country: Country;
  readonly view: string;
  readonly live: { readonly rows: number; readonly hash: string };
  readonly rebuilt: { readonly rows: number; readonly hash: string };
  readonly parkedCases: number;
}

export interface LetterEvidence {
  readonly country: Country;
  readonly reason: string;
}

/** What was put among events and records of a country that no version can read. */
export interface AsideEvidence {
  readonly country: Country;
  /** Streams of such events of which no process said that it passed over them. */
  readonly untold: readonly string[];
  /** How many such records the country was sent, as far as they surely got there. */
  readonly records: number;
}

export interface LogEvidence {
  readonly name: string;
  readonly text: string;
}

/** All that a run leaves behind. */
export interface Evidence {
  readonly entries: readonly Entry[];
  /** Whole stores, in their global order; the countries in the order of the way home. */
  readonly stores: ReadonlyMap<Country, readonly KeptEvent[]>;
  /** The position that a node sealed for an agency; undefined where it cannot be opened. */
  readonly openPosition: (country: Country, agency: string, token: string) => string | undefined;
  readonly views: readonly ViewEvidence[];
  readonly letters: readonly LetterEvidence[];
  readonly aside: readonly AsideEvidence[];
}
