import type { ServiceError } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Append } from './writes.js';

/**
 * What becomes of one append: `silent`: neither kept nor answered; `lost`: kept, and never answered; `cut`: every
 * connection is ended; an answer that waits.
 */
export type AppendFault =
  'none' | 'silent' | 'lost' | 'unavailable' | 'cut' | { readonly answerAfter: Promise<unknown> };

/** Failures that a test asks for; what is absent works. */
export interface Faults {
  append?: (append: Append) => AppendFault;
  /** What becomes of the appends of the shared stream. */
  batch?: 'silence';
  read?: (request: ReadReq) => ServiceError | 'silent' | undefined;
  /** Another node, which is the leader. */
  leader?: { readonly host: string; readonly port: number } | undefined;
  /** Whether the members of the cluster cannot be told. */
  gossip?: boolean;
}
