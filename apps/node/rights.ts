import pg from 'pg';
import { accessGrants } from '#access';
import { clockGrants } from '#clocks';
import { followingGrants } from '#following';
import { keyRingGrants } from '#sealing';
import type { NodeConfig } from './config.js';
import type { Role } from './roles.js';

export const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

/** What every process tells of the node, by health and metrics: how much waits and since when, and nothing of what it is. */
const telling = (name: string): readonly string[] => [
  `grant usage on schema bridge, clocks, following, projections to ${name}`,
  `grant select on migrations, projections.views, following.leases, following.workers, following.checkpoints to ${name}`,
  `grant select (follower, lane, stream, event_type, reason, overtakes, parked_at) on following.parked to ${name}`,
  `grant select (parked_at, overtakes) on bridge.parked_message to ${name}`,
  `grant select (put_aside_at) on bridge.unread_event to ${name}`,
  `grant select (not_before, attempts) on bridge.waiting_release to ${name}`,
  `grant select (received_at, retaken_at) on bridge.dead_letter to ${name}`,
  `grant select (to_country, kept_back, sent_at) on bridge.awaited_receipt to ${name}`,
  `grant select on bridge.heard_announcement to ${name}`,
  `grant select (at) on clocks.wake_ups to ${name}`,
];

/** What a database role may do for the work of one role of the node, beside telling. */
const working: Readonly<Record<Role, (role: string) => readonly string[]>> = {
  // The tables of the views are granted with them.
  api: (role) => [...accessGrants(role), ...keyRingGrants(role)],
  projector: (role) => followingGrants(role, 'views'),
  bridge: (role) => [
    ...keyRingGrants(role),
    ...followingGrants(role, 'own work'),
    ...clockGrants(role),
    `grant select, insert, update, delete on all tables in schema bridge to ${pg.escapeIdentifier(role)}`,
  ],
};

const schemas = 'access, bridge, clocks, following, key_ring';

/** What an installation of before granted goes first: rights become fewer too. */
const withoutEarlier = (name: string): readonly string[] => [
  `revoke all on all tables in schema ${schemas} from ${name}`,
  `revoke all on all functions in schema ${schemas} from ${name}`,
];

/** Which database role does which work. Where the bridge has none of its own, that of the api does both. */
const workers = ({
  appUrl,
  bridgeUrl,
  projectorUrl,
}: NodeConfig['database']): ReadonlyMap<string, readonly Role[]> => {
  const named: readonly (readonly [string, Role])[] = [
    [appUrl, 'api'],
    [bridgeUrl ?? appUrl, 'bridge'],
    ...(projectorUrl === undefined ? [] : [[projectorUrl, 'projector'] as const]),
  ];
  const roles = new Set(named.map(([url]) => roleIn(url)));
  return new Map(
    [...roles].map((role) => [role, named.filter(([url]) => roleIn(url) === role).map(([, work]) => work)]),
  );
};

/**
 * The statements that give every role what its work needs and nothing else; to be run together, as the owner. None where
 * a process knows the owner's login alone: the others' rights are for who knows them, and the owner keeps its own.
 */
export const rightsFor = (database: NodeConfig['database']): readonly string[] => {
  if (database.ownerUrl !== undefined && roleIn(database.appUrl) === roleIn(database.ownerUrl)) return [];
  return [
    'delete from following.workers',
    ...[...workers(database)].flatMap(([role, works]) => {
      const name = pg.escapeIdentifier(role);
      return [...withoutEarlier(name), ...telling(name), ...works.flatMap((work) => working[work](role))];
    }),
  ];
};
