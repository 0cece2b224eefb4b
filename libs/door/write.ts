import type { Caller } from '#access';
import type { Noted } from '#desk';
import { problem } from './problem.js';

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

/** The Idempotency-Key of a write, as its header came; a problem where it has none or a strange one. */
export const keyOf = (idempotencyKey: unknown): string => {
  if (typeof idempotencyKey !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(idempotencyKey))
    throw problem(
      'idempotency_key_missing',
      'Send a header Idempotency-Key of 1 to 200 printable characters, new for each write and the same for its repetition.',
    );
  return idempotencyKey;
};
