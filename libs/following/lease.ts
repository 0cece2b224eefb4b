import type { Pool } from 'pg';

/** What leases are kept with: any connections to the node's relational database. */
export type LeaseDatabase = Pick<Pool, 'query'>;

/** The right of one process to do a piece of work; another holder has another epoch. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly epoch: string;
}

/** The work went to another process, or what it works on is no longer as this one knew it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor(what: string) {
    super(`Another process holds ${what} now.`);
  }
}

/** SQL of an end that no lease has: its holder set it before the database's clock was set back, and renews it no more. */
export const beyondAnyLease = `clock_timestamp() + interval '1 minute'`;

/** Takes a lease of less than a minute where it is free or has run out, by the database's clock. */
export const takeLease = async (
  database: LeaseDatabase,
  name: string,
  holder: string,
  leaseMs: number,
): Promise<Lease | undefined> => {
  const { rows } = await database.query<{ epoch: string }>(
    `insert into following.leases as held (name, holder, epoch, expires)
     values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
     on conflict (name) do update
       set holder = excluded.holder, epoch = held.epoch + 1, expires = excluded.expires
       where held.expires < clock_timestamp() or held.expires > ${beyondAnyLease}
     returning epoch::text`,
    [name, holder, leaseMs],
  );
  const epoch = rows[0]?.epoch;
  return epoch === undefined ? undefined : { name, holder, epoch };
};

/** Gives leases back at once, so that another process need not wait for their end. */
export const releaseLeases = async (database: LeaseDatabase, leases: readonly Lease[]): Promise<void> => {
  await database.query(
    `with held as (${heldLeases('$1', '$2', '$3', 'update')})
     update following.leases l set expires = '-infinity' from held where l.name = held.name`,
    [...fences(leases)],
  );
};

/**
 * SQL that finds one row while a lease is held, and keeps it from being taken until the end of the transaction: what
 * is written beside it is fenced. `first` is the number of the first of three parameters, those of `fence`.
 */
export const heldLease = (first: number): string =>
  `select 1 from following.leases where name = $${first} and holder = $${first + 1} and epoch = $${first + 2}::bigint for share`;

/**
 * SQL that finds the names of those leases that are held, by arrays of their names, holders and epochs, and locks them:
 * always in the order of the names, so that of two which lock several none waits for the other in a circle.
 */
export const heldLeases = (
  names: string,
  holders: string,
  epochs: string,
  lock: 'share' | 'update',
): string => `
  select l.name from following.leases l
  join unnest(${names}::text[], ${holders}::text[], ${epochs}::bigint[]) as mine (name, holder, epoch)
    on l.name = mine.name and l.holder = mine.holder and l.epoch = mine.epoch
  order by l.name for ${lock} of l`;

/** The parameters of `heldLeases`. */
export const fences = (leases: readonly Lease[]): readonly (readonly string[])[] => [
  leases.map(({ name }) => name),
  leases.map(({ holder }) => holder),
  leases.map(({ epoch }) => epoch),
];

/** The parameters of `heldLease`. */
export const fence = ({ name, holder, epoch }: Lease): readonly string[] => [name, holder, epoch];

/** All work that was ever taken, and whether a process holds it now. */
export const workHeld = async (
  database: LeaseDatabase,
): Promise<readonly { readonly name: string; readonly held: boolean }[]> => {
  const { rows } = await database.query<{ name: string; held: boolean }>(
    'select name, expires > clock_timestamp() as held from following.leases order by name',
  );
  return rows;
};
