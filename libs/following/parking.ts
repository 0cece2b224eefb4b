import type { Pool } from 'pg';
import type { PlacedEvent, Position } from '#event-store';

/** An event whose deed in a lane waits to be tried again. */
export interface ParkedEvent {
  readonly lane: string;
  readonly stream: string;
  /** Null where an earlier version noted its place alone. */
  readonly eventId: string | null;
  /** Where it stands in its stream; null where an earlier version noted its id alone. */
  readonly revision: number | null;
  /** Orders the deeds of a lane. */
  readonly position: Position;
  /** It waits behind no other of its lane. */
  readonly overtakes: boolean;
  /** How often it was tried. */
  readonly attempts: number;
}

/** What is noted with a deed that is parked. */
export interface ParkedDeed {
  readonly lane: string;
  readonly overtakes: boolean;
  /** Where it leads. */
  readonly towards: string | undefined;
  /** What lists of what waits tell of it, no field above P1. */
  readonly shown: Readonly<Record<string, string>>;
  /** A code: why it waits. */
  readonly reason: string;
  /** Until it is tried again, milliseconds. */
  readonly waitMs: number;
}

/** A lane of which something is to be tried again. */
export interface DueLane {
  readonly lane: string;
  /** Where the deed leads that is tried first; null where nowhere. */
  readonly towards: string | null;
}

/** Deeds that could not be done yet, durably. */
export interface Parking {
  /** Every lane in which anything is parked. */
  lanes(follower: string): Promise<readonly string[]>;
  /** Parking the same again changes nothing. */
  park(follower: string, event: PlacedEvent, deed: ParkedDeed): Promise<void>;
  /** Lanes of which the first deed, or one that overtakes, is due, the longest due first, and where the next of each leads. */
  due(follower: string): Promise<readonly DueLane[]>;
  /** Those that overtake first, and all of them; then at most a hundred others. Each kind in the order of their events. */
  inLane(follower: string, lane: string): Promise<readonly ParkedEvent[]>;
  /** It was tried once more and could not be done. */
  postpone(follower: string, parked: ParkedEvent, reason: string, waitMs: number): Promise<void>;
  done(follower: string, parked: ParkedEvent): Promise<void>;
}

/** Deeds parked in the table of `followingMigrations`. */
export const postgresParking = (database: Pick<Pool, 'query'>): Parking => ({
  lanes: async (follower) => {
    const { rows } = await database.query<{ lane: string }>(
      'select distinct lane from following.parked where follower = $1',
      [follower],
    );
    return rows.map(({ lane }) => lane);
  },
  park: async (
    follower,
    { stream, revision, position, id, type },
    { lane, overtakes, towards, shown, reason, waitMs },
  ) => {
    await database.query(
      `insert into following.parked
         (follower, lane, position, stream, revision, event_id, event_type, overtakes, shown, reason, next_attempt)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + $11 * interval '1 millisecond')
       on conflict do nothing`,
      [
        follower,
        lane,
        position,
        stream,
        revision,
        id,
        type,
        overtakes,
        JSON.stringify(towards === undefined ? shown : { ...shown, to: towards }),
        reason,
        waitMs,
      ],
    );
  },
  due: async (follower) => {
    const { rows } = await database.query<DueLane>(
      `select lane, towards
       from (select lane, next_attempt, overtakes, row_number() over (partition by lane order by position) as place,
                    first_value(shown->>'to') over (partition by lane order by overtakes desc, position) as towards
             from following.parked where follower = $1) parked
       where (place = 1 or overtakes) and next_attempt <= clock_timestamp()
       group by lane, towards order by min(next_attempt)`,
      [follower],
    );
    return rows;
  },
  inLane: async (follower, lane) => {
    const { rows } = await database.query<ParkedEvent>(
      `select lane, stream, event_id as "eventId", revision, position::text as position, overtakes, attempts
       from following.parked p where follower = $1 and lane = $2 order by overtakes desc, p.position
       limit 100 + (select count(*) from following.parked where follower = $1 and lane = $2 and overtakes)`,
      [follower, lane],
    );
    return rows;
  },
  postpone: async (follower, { lane, position }, reason, waitMs) => {
    await database.query(
      `update following.parked set attempts = attempts + 1, reason = $4,
         next_attempt = clock_timestamp() + $5 * interval '1 millisecond'
       where follower = $1 and lane = $2 and position = $3`,
      [follower, lane, position, reason, waitMs],
    );
  },
  done: async (follower, { lane, position }) => {
    await database.query('delete from following.parked where follower = $1 and lane = $2 and position = $3', [
      follower,
      lane,
      position,
    ]);
  },
});
