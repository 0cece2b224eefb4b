import {
  announcing,
  awaitedReceiptTable,
  blindConsent,
  deadLetterTable,
  entitiesOver,
  exchangeKeepsDays,
  forgetting,
  hasEnded,
  hearing,
  heldKeys,
  inbound,
  outbound,
  parkedMessageTable,
  rowsOf,
  sealedChannel,
  speaking,
  takenFrom,
  unblind,
  unreadEventTable,
  waitingReleaseTable,
  wireVersion,
  wireVersions,
} from '#bridge';
import { dayIn, messages, type Country } from '#casework';
import type { CountryParts } from '#countries';
import { withNodes } from './channels.js';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import { openExchanges } from './exchanges.js';
import type { Ground } from './ground.js';
import { reachOf } from './reach.js';

/** What carries messages between this country's node and others. */
export const bridgeParts = (
  { neighbours: bound, instruments }: Pick<CountryParts, 'neighbours' | 'instruments'>,
  ground: Ground,
  { secrets, desk, announcements, partners: known, disputedNow, factsOf, ...means }: DeskParts,
  config: NodeConfig,
) => {
  if (!config.exchange || !config.partyKeys)
    throw new Error('The bridge needs an exchange and PARTY_KEYS_FILE.');
  const { referenceSecret, referenceFor, checkpoints, parking } = means;
  const { country, clock, store, metrics, trouble } = ground;
  const tables = rowsOf(ground.bridging);
  const entities = entitiesOver(ground.bridging);
  const neighbours = withNodes(bound, config.paper);
  const { partyKeys: parties, exchangeKeptDays = exchangeKeepsDays } = config;
  const { partners, reached, wants } = reachOf(
    country,
    { neighbours, instruments },
    config.exchange,
    parties,
  );
  for (const want of wants) ground.log.warn({ part: 'bridge' }, want);
  const exchange = openExchanges(config.exchange, { ...ground, tables, partners, instruments });
  const { lines } = exchange;
  metrics.watchExchanges(exchange.flows);
  const privateKeys = () =>
    heldKeys(secrets.keys, parties, country, clock.now(), {
      keepsDays: exchangeKeptDays,
      livesDays: config.keysLiveDays,
    });
  metrics.watchKeys(privateKeys);
  const ended = (key: (typeof secrets.keys)[number]): boolean =>
    hasEnded(key, parties, country, clock.now(), exchangeKeptDays);
  for (const { kid } of secrets.keys.filter(ended))
    ground.log.warn(
      { part: 'keys' },
      `The private key ${kid} opens nothing any more: destroy it (destroy-key ${kid}), and every copy.`,
    );
  const ring = {
    country,
    get own() {
      return secrets.keys.filter((key) => !ended(key));
    },
    parties,
  };
  const writes = wireVersions.filter((version) => version <= (config.wireVersion ?? wireVersion));
  const speaks = speaking(known.announced, writes);
  metrics.watchPartners(() => partners.map((other) => ({ with: other, wireVersion: speaks(other) })));
  const bridging = {
    country,
    cases: desk.cases,
    referenceFor,
    consentReferenceFor: (other: Country, consentId: string) =>
      blindConsent(referenceSecret, other, consentId),
    speaks,
    officeOf: (other: Country) => factsOf(other).focalPoint,
    metrics: metrics.bridge,
  };
  const deadLetters = deadLetterTable(entities);
  const parked = parkedMessageTable(tables);
  const outward = outbound({
    ...bridging,
    store,
    checkpoints,
    parking,
    unread: unreadEventTable(entities),
    awaited: awaitedReceiptTable(tables),
    waiting: waitingReleaseTable(tables),
    // Of a country that no node is kept for nothing is approved but what goes on on paper.
    reaches: (other) => !neighbours.includes(other) || reached.includes(other),
    forget: forgetting({
      country,
      senders: neighbours,
      cases: desk.cases,
      parked: parked,
      deadLetters,
    }),
    now: () => clock.now(),
    ...(config.sendAgainAfterMs !== undefined && { againAfter: config.sendAgainAfterMs }),
    channelTo: (other) => sealedChannel(ring, lines, other, () => clock.now()),
    onTrouble: trouble('outbound'),
  });
  const inward = inbound({
    ...bridging,
    caseOf: (other, reference) => unblind(referenceSecret, other, reference),
    now: () => clock.now(),
    senders: partners,
    lines,
    ring,
    catalogue: messages,
    parked,
    deadLetters,
    onTrouble: trouble('inbound'),
  });
  const between = { country, lines, ring, announcements, metrics: metrics.bridge };
  const announcer = announcing({
    ...between,
    partners,
    takes: async (from) => {
      const today = dayIn(factsOf(country).timeZone, clock.now());
      return takenFrom(from, country, await desk.textsHeld(), messages, writes, today);
    },
    now: () => clock.now(),
    onTrouble: trouble('announcements'),
  });
  const hear = hearing({
    ...between,
    senders: partners,
    onHeard: known.refresh,
    onTrouble: trouble('announcements'),
  });
  metrics.watchDisputed(disputedNow);
  return {
    announcer,
    hear,
    disputedNow,
    bridgeTables: tables,
    exchange,
    wants,
    deadLetters,
    outward,
    inward,
    privateKeys,
  };
};

export type BridgeParts = ReturnType<typeof bridgeParts>;
