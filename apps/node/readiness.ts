import { viewStatuses } from '#agencies';
import { queueDepths, type HeldKey } from '#bridge';
import type { CountryFacts, Dispute } from '#casework';
import { endingTables } from '#countries';
import { systemClock } from '#desk';
import type { Readiness } from '#door';
import type { BridgeParts } from './bridge-parts.js';
import type { NodeConfig } from './config.js';
import type { Ground } from './ground.js';
import type { Life } from './life.js';
import type { ExchangeFlow } from './metrics.js';
import { rolesIn, type Role } from './roles.js';
import { followersStandingStill, topicsWatch, viewsStandingStill } from './standing-still.js';
import { withinTime } from './within-time.js';

type Part = Readiness['parts'][string];

/** The longest that a question of health waits for an engine, milliseconds. */
const longestWaitMs = 3_000;

const answering = async (ask: () => Promise<Part>): Promise<Part> => {
  try {
    return await withinTime(longestWaitMs, ask());
  } catch {
    return { ok: false, detail: 'does not answer' };
  }
};

/**
 * Whether a process can do its work: it has started, its database answers, its views have caught up once, and nothing that
 * follows a log stands still. What stands beside it is told and is no bar: parked cases, messages that wait or are stuck on
 * their way out or in, an exchange that does not answer or is not read, and an event store that does not (lists go on from
 * the views, and writes are refused with 503).
 */
export const readinessOf = (
  {
    standing,
    database,
    tables,
    views,
    facts,
    clock = systemClock,
  }: Pick<Ground, 'standing' | 'database' | 'tables' | 'views'> &
    Partial<Pick<Ground, 'clock'>> & { readonly facts: readonly CountryFacts[] },
  roles: ReadonlySet<Role>,
  /** Why this process does not serve, undefined where it does. */
  notServing: () => string | undefined,
  /** Of the bridge. */
  flows?: () => Promise<readonly ExchangeFlow[]>,
  /** Of the bridge. */
  privateKeys: () => readonly HeldKey[] = () => [],
  /** How many events this process met that the node did not write. */
  foundNotAuthentic: () => number = () => 0,
  /** Of the bridge: what keeps it from reaching a country, in sentences. */
  wants: readonly string[] = [],
  /** Of the bridge: of which instruments which country says that it holds another text. */
  disputed: () => Promise<readonly Dispute[]> = () => Promise.resolve([]),
) => {
  const topicsStandingStill = topicsWatch();
  return async (): Promise<Readiness> => {
    const viewsPart = async (): Promise<Part> => {
      const statuses = await viewStatuses(database, standing, views);
      const waiting = statuses.filter(({ ready, storeReplaced }) => !ready || storeReplaced);
      const parked = statuses.reduce((sum, { parkedCases }) => sum + parkedCases, 0);
      const still = roles.has('projector') ? viewsStandingStill(statuses) : [];
      if (still.length > 0) return { ok: false, detail: `${still.join(', ')} stand still` };
      const detail =
        waiting.length > 0 ? `${waiting.length} views are being built` : `${parked} cases parked`;
      return { ok: waiting.length === 0, ...(waiting.length > 0 || parked > 0 ? { detail } : {}) };
    };
    const followingPart = async (): Promise<Part> => {
      const still = [
        ...(await followersStandingStill({ standing, database })),
        ...topicsStandingStill((await flows?.()) ?? []),
      ];
      return still.length > 0 ? { ok: false, detail: `${still.join(', ')} stand still` } : { ok: true };
    };
    const messagesPart = async (): Promise<Part> => {
      const { parkedEvents, stuck, stuckStops, unreadEvents } = await queueDepths(tables);
      if (unreadEvents > 0) return { ok: false, detail: `${unreadEvents} events cannot be read` };
      if (stuckStops > 0)
        return { ok: false, detail: `${stuckStops} messages that stop something are stuck` };
      if (stuck > 0) return { ok: false, detail: `${stuck} messages are stuck` };
      return parkedEvents > 0
        ? { ok: true, detail: `${parkedEvents} messages wait to be sent` }
        : { ok: true };
    };
    const exchangePart = async (): Promise<Part> => {
      const silent = ((await flows?.()) ?? []).filter(({ flow }) => flow === undefined);
      const names = [...new Set(silent.map(({ exchange }) => exchange))];
      return names.length > 0 ? { ok: false, detail: `${names.join(', ')} does not answer` } : { ok: true };
    };
    const inboundPart = async (): Promise<Part> => {
      const unread = ((await flows?.()) ?? []).filter(({ reads }) => reads === false);
      const names = unread.map(({ exchange, topic }) => `${topic} on ${exchange}`);
      return names.length > 0 ? { ok: false, detail: `${names.join(', ')} is not read` } : { ok: true };
    };
    const eventsPart = (): Part => {
      const found = foundNotAuthentic();
      return found === 0
        ? { ok: true }
        : { ok: false, detail: `${found} events were not written by this node: "check-events" lists them` };
    };
    const keysPart = (): Part => {
      const overdue = privateKeys().filter(({ state }) => state === 'overdue').length;
      return overdue > 0
        ? { ok: false, detail: `${overdue} private keys are held although they must be destroyed` }
        : { ok: true };
    };
    const textsPart = async (): Promise<Part> => {
      const disputes = await disputed();
      const country = facts[0]?.country;
      const shipped = disputes.flatMap((each) => (each.with === country ? [each.code] : []));
      const held = disputes.flatMap((each) =>
        each.with === country ? [] : [`${each.with} of ${each.code}`],
      );
      const sentences = [
        ...(held.length === 0
          ? []
          : [`another text is held by ${held.join(', ')}: nothing new goes there under it meanwhile`]),
        ...(shipped.length === 0
          ? []
          : [
              `this release has another text of ${shipped.join(', ')} than was signed: nothing goes under that`,
            ]),
      ];
      return sentences.length === 0 ? { ok: true } : { ok: false, detail: sentences.join('; ') };
    };
    const why = notServing();
    const ending = endingTables(facts, clock.now().slice(0, 10));
    const [eventStore, databasePart, viewPart, following, outbound, inbound, exchange, texts] =
      await Promise.all([
        answering(() => standing.head().then(eventsPart)),
        answering(() => database.query('select 1').then(() => ({ ok: true }))),
        roles.has('api') || roles.has('projector') ? answering(viewsPart) : undefined,
        roles.has('bridge') ? answering(followingPart) : undefined,
        answering(messagesPart),
        flows ? answering(inboundPart) : undefined,
        flows ? answering(exchangePart) : undefined,
        flows ? answering(textsPart) : undefined,
      ]);
    const needed: Record<string, Part> = {
      node: why === undefined ? { ok: true } : { ok: false, detail: why },
      database: databasePart,
      ...(viewPart ? { views: viewPart } : {}),
      ...(following ? { following } : {}),
    };
    return {
      ready: Object.values(needed).every(({ ok }) => ok),
      parts: {
        ...needed,
        eventStore,
        outbound,
        ...(inbound ? { inbound } : {}),
        ...(exchange ? { exchange, keys: keysPart() } : {}),
        ...(texts?.ok === false ? { instruments: texts } : {}),
        ...(wants.length === 0 ? {} : { reach: { ok: true, detail: wants.join(' ') } }),
        ...(ending === undefined ? {} : { daysOff: { ok: true, detail: ending } }),
      },
    };
  };
};

/** The readiness of a process, over what it does its work with. */
export const readinessIn = (
  ground: Ground,
  others: readonly CountryFacts[],
  config: Pick<NodeConfig, 'roles'>,
  { notServing }: Pick<Life, 'notServing'>,
  bridge: BridgeParts | undefined,
): (() => Promise<Readiness>) =>
  readinessOf(
    { ...ground, facts: [ground.facts, ...others] },
    rolesIn(config),
    notServing,
    bridge?.exchange.flows,
    bridge?.privateKeys,
    ground.metrics.foundNotAuthentic,
    bridge?.wants,
    bridge?.disputedNow,
  );
