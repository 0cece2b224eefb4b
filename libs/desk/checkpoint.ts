import type { Lease } from '#following';
import type { Position } from '#event-store';

/** How far a follower has come, durably. */
export interface Checkpoint {
  /** Notes the start where there is none. */
  begin(name: string, epoch: string): Promise<void>;
  /** The start where there is none. Throws `ForeignCheckpointError` where it was taken in another history of the store. */
  load(name: string, epoch: string): Promise<Position>;
  /**
   * Moves it only from the old position, and under a lease only while that is held; throws `CheckpointMoved` where
   * another process moved it or has the lease.
   */
  save(name: string, from: Position, to: Position, lease?: Lease): Promise<void>;
}

/** Another process follows under the same name and was first. */
export class CheckpointMoved extends Error {
  constructor(name: string) {
    super(`The checkpoint "${name}" was moved by another process.`);
    this.name = 'CheckpointMoved';
  }
}

/** An event whose follow-up in a lane waits to be tried again. */
export interface Parked {
  readonly lane: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** Follow-ups that could not be done yet, durably. A lane is tried oldest first; its pause grows to ten minutes. */
export interface Parking {
  lanes(name: string): Promise<readonly string[]>;
  /** Parking the same again changes nothing. */
  park(name: string, parked: Parked): Promise<void>;
  /** Lanes whose pause is over. */
  due(name: string): Promise<readonly string[]>;
  first(name: string, lane: string): Promise<Parked | undefined>;
  postpone(name: string, lane: string): Promise<void>;
  done(name: string, parked: Parked): Promise<void>;
}
