import type { Announced, Country } from '#casework';
import type { TablesDatabase } from './database.js';

/** What the node of a country said last. */
export interface HeardAnnouncement {
  readonly country: Country;
  readonly number: number;
  readonly said: Announced;
  readonly heardAt: Date;
  /** Id of the key that signed it; absent of what a version of before noted. */
  readonly kid?: string;
}

/** What nodes say of themselves to each other. No field above P1. */
export interface Announcements {
  /** A number for an announcement to a country, beyond every one before it and at least so high. */
  nextNumber(to: Country, atLeast: number): Promise<number>;
  /** Notes what a country says, unless it said something later before: whether it was noted. */
  note(
    from: Country,
    announcement: Pick<HeardAnnouncement, 'number' | 'said'> & { readonly kid: string },
  ): Promise<boolean>;
  /** Forgets what a country said under none of these keys: whether there was anything. */
  forget(from: Country, counting: readonly string[]): Promise<boolean>;
  heard(): Promise<readonly HeardAnnouncement[]>;
}

interface Row {
  readonly country: Country;
  readonly number: string;
  readonly said: Announced;
  readonly heardAt: Date;
  readonly kid: string | null;
}

export const announcementTable = (database: TablesDatabase): Announcements => ({
  nextNumber: async (to, atLeast) => {
    const rows = await database.query<{ number: string }[]>(
      `insert into bridge.announced as last (country, number) values ($1, $2)
       on conflict (country) do update set number = greatest(last.number + 1, excluded.number)
       returning number`,
      [to, atLeast],
    );
    return Number(rows[0]?.number);
  },
  note: async (from, { number, said, kid }) => {
    const rows = await database.query<unknown[]>(
      `insert into bridge.heard_announcement as last (country, number, said, kid) values ($1, $2, $3, $4)
       on conflict (country) do update
         set number = excluded.number, said = excluded.said, kid = excluded.kid, heard_at = now()
       where last.number < excluded.number
       returning number`,
      [from, number, JSON.stringify(said), kid],
    );
    return rows.length > 0;
  },
  // Of what a version of before noted no key is known: it counts until the next, which comes within the hour.
  forget: async (from, counting) => {
    const rows = await database.query<unknown[]>(
      `with gone as (
         delete from bridge.heard_announcement where country = $1 and kid <> all($2::text[]) returning country)
       select country from gone`,
      [from, [...counting]],
    );
    return rows.length > 0;
  },
  heard: async () => {
    const rows = await database.query<Row[]>(
      'select country, number, said, heard_at as "heardAt", kid from bridge.heard_announcement',
    );
    return rows.map(({ number, kid, ...row }) => ({
      ...row,
      number: Number(number),
      ...(kid === null ? {} : { kid }),
    }));
  },
});
