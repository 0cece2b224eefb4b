import type { Caller } from '#access';
import type { Noted } from '#desk';

/** A write as it came in, its headers found good. */
export interface Write {
  readonly caller: Caller;
  readonly method: string;
  /** Undefined where none was sent. */
  readonly body: unknown;
  readonly idempotencyKey: string;
  readonly ifMatch: string | undefined;
}

export interface Written {
  readonly id: string;
  readonly etag: string;
  /** Events recorded, as far as the caller may know of them. */
  readonly recorded: readonly Noted[];
  readonly repeated: boolean;
  readonly position: string;
}
