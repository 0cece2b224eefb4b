import { z } from 'zod';
import { viewStatuses } from '#agencies';
import type { Country } from '#casework';
import { comparePositions, start, type Position } from '#event-store';
import { notYetPassed } from './judge/index.js';
import type { Premises } from './premises.js';
import { eventsAfter, type NodeStores } from './stores.js';
import type { Planted } from './unreadable.js';

const Named = z.object({ messageId: z.string() });

/** What has become of the messages of one node. */
interface Crossing {
  after: Position;
  readonly approved: Set<string>;
  readonly decided: Set<string>;
  readonly released: Set<string>;
  readonly received: Set<string>;
  readonly receipted: Set<string>;
}

const setOf: Readonly<Record<string, readonly Exclude<keyof Crossing, 'after'>[]>> = {
  MessageApproved: ['approved'],
  MessageReleased: ['decided', 'released'],
  MessageWithheld: ['decided'],
  MessageReceived: ['received'],
  MessageReceipted: ['receipted'],
};

const lacking = (all: ReadonlySet<string>, done: ReadonlySet<string>): number =>
  [...all].filter((id) => !done.has(id)).length;

const parkedIn = async (
  { owner }: NodeStores,
  planted: readonly string[],
): Promise<Record<string, number>> => {
  const { rows } = await owner.query<Record<string, number>>(
    `select (select count(*)::int from following.parked where follower = 'outbound') as "steps outward",
            (select count(*)::int from bridge.parked_message) as "messages parked",
            (select count(*)::int from following.parked where follower = 'follow-ups' and stream <> all ($1)) as "follow-ups parked",
            (select count(*)::int from following.parked where position('.' in follower) > 0 and stream <> all ($1)) as "cases parked in views"`,
    [planted],
  );
  return rows[0] ?? {};
};

const behindIn = async ({ owner, store, views }: NodeStores): Promise<number> =>
  (await viewStatuses(owner, store, views)).filter(
    ({ ready, position, head }) => !ready || comparePositions(position, head) < 0,
  ).length;

/** Tells how much is still on its way, kind by kind; nothing where all has arrived. Looks only at what is new. */
export const underWayAt = (
  premises: Premises,
  kept: ReadonlyMap<Country, NodeStores>,
  { streams }: Pick<Planted, 'streams'>,
) => {
  const crossings = new Map<Country, Crossing>(
    [...premises.homes.keys()].map((country) => [
      country,
      {
        after: start,
        approved: new Set(),
        decided: new Set(),
        released: new Set(),
        received: new Set(),
        receipted: new Set(),
      },
    ]),
  );

  const types = new Map([...premises.homes.keys()].map((country) => [country, new Set<string>()]));
  const [from, ...others] = premises.homes.keys();

  const look = async (): Promise<void> => {
    for (const [country, { store }] of kept) {
      const crossing = crossings.get(country);
      if (!crossing) continue;
      const events = await eventsAfter(store, crossing.after);
      for (const { type } of events) types.get(country)?.add(type);
      for (const { type, open, unreadable } of events)
        for (const name of unreadable ? [] : (setOf[type] ?? []))
          crossing[name].add(Named.parse(open).messageId);
      crossing.after = events.at(-1)?.position ?? crossing.after;
    }
  };

  return {
    /** Messages that have taken effect on the other side so far. */
    crossed: (): number => [...crossings.values()].reduce((sum, { received }) => sum + received.size, 0),
    /**
     * Whether a message has come to each country and, where there are states on the way, they let somebody pass and somebody
     * not; false while a store does not answer.
     */
    allHave: async (): Promise<boolean> => {
      await look().catch(() => undefined);
      const heard = [...crossings.values()].every(({ received }) => received.size > 0);
      const met = (from && types.get(from)) ?? new Set<string>();
      return heard && (others.length < 2 || notYetPassed(met).length === 0);
    },
    look: async (): Promise<Readonly<Record<string, number>>> => {
      await look();
      const waits: Record<string, number> = {
        'records in the exchange': await premises.exchange.undelivered(),
      };
      const all = [...crossings.values()];
      const received = new Set(all.flatMap((crossing) => [...crossing.received]));
      const add = (what: string, count: number): void => {
        waits[what] = (waits[what] ?? 0) + count;
      };
      for (const { approved, decided, released, receipted } of all) {
        add('to be released', lacking(approved, decided));
        add('to arrive', lacking(released, received));
        add('receipts', lacking(released, receipted));
      }
      for (const [country, one] of kept) {
        const planted = streams.get(country) ?? [];
        for (const [what, count] of Object.entries(await parkedIn(one, planted))) add(what, count);
        add('views behind', await behindIn(one));
      }
      return Object.fromEntries(Object.entries(waits).filter(([, count]) => count > 0));
    },
  };
};

export type UnderWay = ReturnType<typeof underWayAt>;
